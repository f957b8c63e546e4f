import { copyAfterReading } from '../../adjustments/show-adjustments.ts'
import { defect } from '../defect.ts'

export const removedAdjustmentsStay = defect({
  name: 'removed-adjustments-stay',
  requirement: 'E00255',
  story: 'Adds what it reads to what it has, so that an adjustment the hospital has removed stays on the banner for ever.',
  replaces: copyAfterReading,
  with: (before, consent, flags) => ({
    consent: consent ?? before?.consent,
    flags: [...flags, ...(before?.flags ?? []).filter((known) => !flags.some(({ id }) => id === known.id))],
  }),
})
