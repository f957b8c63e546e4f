import { behaviour } from '../behaviour.ts'
import { receiveNational } from '../demographics/open-patient.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { patientsOf } from '../demographics/patients.ts'
import { Refusal } from '../refusal.ts'
import type { Work } from '../work.ts'

/** Whether the patient can be prescribed anything here at all. */
export const checkCanHave = behaviour('prescribing.checkCanHave', ({ status, national, local }: RegisteredPatient): void => {
  if (national.deceasedDateTime !== undefined)
    throw new Refusal('rule', [{ reason: 'deceased', text: 'This patient is recorded as having died. Nothing can be prescribed.' }])
  if (status === 'left')
    throw new Refusal('rule', [{ reason: 'inactive', text: 'This patient has left the practice. Nothing can be prescribed here.' }])
  if (local.invalidated)
    throw new Refusal('rule', [
      { reason: 'invalidated', text: 'This patient’s NHS number has been withdrawn. Find the right record with PDS before you prescribe.' },
    ])
})

/**
 * The patient as PDS has them at the moment of signing: the address, the nominated pharmacy, whether they live. When PDS
 * cannot be asked, the practice's own copy has to do: a patient in need is not sent away.
 */
export const patientAtSigning = behaviour('prescribing.patientAtSigning', async (work: Work, id: string): Promise<RegisteredPatient> => {
  const known = patientsOf(work.services).get(id)
  try {
    const result = await work.services.pds.read(work, known.nhsNumber)
    if (result.outcome === 'found') return receiveNational(work, known, result.record)
  } catch (error) {
    if (!(error instanceof Refusal) || !error.code.startsWith('national-')) throw error
  }
  return known
})
