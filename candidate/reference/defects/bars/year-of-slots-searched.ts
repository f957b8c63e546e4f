import { isTooWide } from '../../bars/door.ts'
import { defect } from '../defect.ts'

export const yearOfSlotsSearched = defect({
  name: 'year-of-slots-searched',
  requirement: 'TIF-GPC-12',
  story: 'Searches as far ahead as it is asked.',
  replaces: isTooWide,
  with: () => false,
})
