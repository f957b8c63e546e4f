import type { Area } from './area.ts'
import { demographics } from './demographics/area.ts'

/** The areas of the system. A new one needs its folder and a line here. */
export const areas: readonly Area[] = [demographics]
