import type { Defect } from './defect.ts'

/** Every fault this system can be started with, by area. */
export const defects: readonly Defect[] = []
