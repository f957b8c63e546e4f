import { findPharmacy } from '../../demographics/nominate-pharmacy.ts'
import { NationalRefusal } from '../../national/answer.ts'
import { PHARMACY } from '../../national/ods.ts'
import { defect } from '../defect.ts'

export const odsFailureTakenForConsent = defect({
  name: 'ods-failure-taken-for-consent',
  requirement: 'TIF-DS-04',
  story: 'Nominates a pharmacy unchecked when ODS does not answer.',
  replaces: findPharmacy,
  with: async (work, odsCode) => {
    try {
      return await findPharmacy.proper(work, odsCode)
    } catch (error) {
      if (error instanceof NationalRefusal) return { odsCode, name: odsCode, active: true, roles: [PHARMACY] }
      throw error
    }
  },
})
