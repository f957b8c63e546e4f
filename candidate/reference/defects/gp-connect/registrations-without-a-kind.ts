import { registrationTypeOf } from '../../gp-connect/foundations.ts'
import { defect } from '../defect.ts'

export const registrationsWithoutAKind = defect({
  name: 'registrations-without-a-kind',
  requirement: 'TIF-GPC-18',
  story: 'Does not tell whether somebody is registered for good or for a while.',
  replaces: registrationTypeOf,
  with: () => [],
})
