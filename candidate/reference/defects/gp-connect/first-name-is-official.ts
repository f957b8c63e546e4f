import { officialName } from '../../gp-connect/registration-sent.ts'
import { defect } from '../defect.ts'

export const firstNameIsOfficial = defect({
  name: 'first-name-is-official',
  requirement: 'TIF-GPC-11',
  story: 'Takes the first name that it finds, official or not.',
  replaces: officialName,
  with: ([first]) => first,
})
