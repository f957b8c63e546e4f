import { whyCancelled } from '../../gp-connect/change-from-outside.ts'
import { defect } from '../defect.ts'

export const cancelledWithoutSayingWhy = defect({
  name: 'cancelled-without-saying-why',
  requirement: 'TIF-GPC-17',
  story: 'Cancels without a reason, and makes one up.',
  replaces: whyCancelled,
  with: (reason) => reason || 'No reason given',
})
