import { registrationFromOutside } from '../../gp-connect/register-from-outside.ts'
import { defect } from '../defect.ts'

export const visitorsRegisteredForGood = defect({
  name: 'visitors-registered-for-good',
  requirement: 'TIF-GPC-18',
  story: 'Registers for good whoever another organisation registers, and takes them from their own practice.',
  replaces: registrationFromOutside,
  with: (startedOn, accountableGp) => ({ type: 'permanent', startedOn, ...(accountableGp !== undefined && { accountableGp }) }),
})
