import { isTooWide } from '../../patient-facing/appointments/find-slots.ts'
import { defect } from '../defect.ts'

export const searchWithoutBounds = defect({
  name: 'search-without-bounds',
  requirement: 'TIF-GPC-12',
  story: 'Searches as far ahead as anybody likes. One app asks for a year each time it is opened.',
  replaces: isTooWide,
  with: () => false,
})
