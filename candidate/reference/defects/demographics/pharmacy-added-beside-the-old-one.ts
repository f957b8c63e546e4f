import { pharmacyPatch } from '../../demographics/patches.ts'
import { defect } from '../defect.ts'

export const pharmacyAddedBesideTheOldOne = defect({
  name: 'pharmacy-added-beside-the-old-one',
  requirement: 'E00126',
  story: 'Adds the new pharmacy and leaves the old one: two nominated pharmacies, and nobody knows where the prescription goes.',
  replaces: pharmacyPatch,
  with: (patient, odsCode) => pharmacyPatch.proper({ ...patient, extension: [] }, odsCode),
})
