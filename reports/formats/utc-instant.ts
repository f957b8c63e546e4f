/** An instant of a pack in UTC. The log's schema lets the 31st of February through; `fallback` stands for what is no date. */
export function utcInstant(text: string, fallback = '1970-01-01T00:00:00.000Z'): string {
  const date = new Date(text)
  const year = date.getUTCFullYear()
  return year >= 1970 && year <= 9999 ? date.toISOString() : fallback
}
