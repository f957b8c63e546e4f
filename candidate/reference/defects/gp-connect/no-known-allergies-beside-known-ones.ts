import { allergiesToTell } from '../../gp-connect/record-areas.ts'
import { defect } from '../defect.ts'

export const noKnownAllergiesBesideKnownOnes = defect({
  name: 'no-known-allergies-beside-known-ones',
  requirement: 'TIF-GPC-19',
  story: 'Says that no allergies are known beside an allergy.',
  replaces: allergiesToTell,
  with: (active) => active,
})
