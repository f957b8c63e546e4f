import { allergiesToTell } from '../../gp-connect/record-areas.ts'
import { defect } from '../defect.ts'

export const noKnownAllergiesDropped = defect({
  name: 'no-known-allergies-dropped',
  requirement: 'TIF-GPC-19',
  story: 'Takes it that no known allergies are no entry, so that nobody knows that somebody has asked.',
  replaces: allergiesToTell,
  with: (active) => active.filter(({ code }) => code !== '716186003'),
})
