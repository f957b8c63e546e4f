import { isVerified } from '../../gp-connect/register-from-outside.ts'
import { defect } from '../defect.ts'

export const whoeverHasANumberIsRegistered = defect({
  name: 'whoever-has-a-number-is-registered',
  requirement: 'TIF-GPC-18',
  story: 'Registers whoever comes with an NHS number that PDS knows, and does not compare who that is.',
  replaces: isVerified,
  with: () => true,
})
