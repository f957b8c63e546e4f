import { behaviour } from '../behaviour.ts'
import { isRestricted, type PdsPatient } from '../national/pds-patient.ts'

/**
 * The record as it may be shown: for a restricted patient without anything that tells where they are. PDS leaves these
 * out itself; this also covers what came from elsewhere.
 * Source: PDS FHIR, restricted patients.
 */
export const asShown = behaviour('demographics.asShown', (patient: PdsPatient): PdsPatient => {
  if (!isRestricted(patient)) return patient
  const { address: _address, telecom: _telecom, generalPractitioner: _practice, ...rest } = patient
  return rest
})
