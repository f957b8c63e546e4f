import { whyNotFromOutside } from '../../gp-connect/register-from-outside.ts'
import { defect } from '../defect.ts'

export const successorsRegisteredUnasked = defect({
  name: 'successors-registered-unasked',
  requirement: 'TIF-GPC-18',
  story: 'Follows a number that was replaced, and registers whoever has it now.',
  replaces: whyNotFromOutside,
  with: (sent, record) => whyNotFromOutside.proper({ ...sent, nhsNumber: record.nhsNumber }, record),
})
