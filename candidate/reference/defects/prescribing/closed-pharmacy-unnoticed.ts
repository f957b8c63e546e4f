import { checkedPharmacy } from '../../prescribing/build-order.ts'
import { defect } from '../defect.ts'

export const closedPharmacyUnnoticed = defect({
  name: 'closed-pharmacy-unnoticed',
  requirement: 'E00126',
  story: 'Sends prescriptions to the nominated pharmacy, whether it is still there or not. Nobody fetches them.',
  replaces: checkedPharmacy,
  with: async (_work, odsCode) => odsCode,
})
