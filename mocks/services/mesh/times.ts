/** `yyyyMMddHHmmss`, UTC. */
export const compact = (at: number): string => new Date(at).toISOString().replaceAll(/\D/g, '').slice(0, 14)

/** `2020-06-01T12:21:52Z` */
export const iso = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`
