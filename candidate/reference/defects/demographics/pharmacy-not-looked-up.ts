import { whyNotPharmacy } from '../../demographics/nominate-pharmacy.ts'
import { defect } from '../defect.ts'

export const pharmacyNotLookedUp = defect({
  name: 'pharmacy-not-looked-up',
  requirement: 'TIF-DS-04',
  story: 'Takes any code for a pharmacy, and leaves it to PDS to find out that it closed years ago.',
  replaces: whyNotPharmacy,
  with: () => undefined,
})
