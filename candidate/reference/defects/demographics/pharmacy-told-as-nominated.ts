import { whenNotNominated } from '../../demographics/nominate-pharmacy.ts'
import { defect } from '../defect.ts'

export const pharmacyToldAsNominated = defect({
  name: 'pharmacy-told-as-nominated',
  requirement: 'TIF-CS-11',
  story: 'Tells the user that the pharmacy is nominated, whatever PDS made of it.',
  replaces: whenNotNominated,
  with: (patient) => patient,
})
