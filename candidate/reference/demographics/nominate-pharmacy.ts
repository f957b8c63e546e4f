import { Refusal } from '../refusal.ts'
import type { Work } from '../work.ts'
import { isReadOnly, sendPatches } from './change-patient.ts'
import { pharmacyPatch } from './patches.ts'
import type { RegisteredPatient } from './patient.ts'
import { patientsOf } from './patients.ts'

/** Makes a pharmacy the patient's nominated one, on PDS, from the version that was on screen. */
export async function nominatePharmacy(
  work: Work,
  { id, version, odsCode }: { id: string; version: number; odsCode: string },
): Promise<RegisteredPatient> {
  const patient = patientsOf(work.services).get(id)
  if (isReadOnly(patient))
    throw new Refusal('rule', [
      { reason: 'inactive', text: 'This patient has left the practice. Their record can be viewed, not changed.' },
    ])
  if (!/^[A-Z][A-Z\d]{2,7}$/.test(odsCode))
    throw new Refusal('invalid', [{ field: 'odsCode', text: 'Give the pharmacy’s ODS code, such as FA565.' }])
  if (patient.version !== version)
    throw new Refusal(
      'changed-meanwhile',
      'Somebody changed this record after you opened it. Nothing was saved. Open the details again and repeat the nomination.',
    )
  return sendPatches(work, patient, {
    changes: [],
    patches: [pharmacyPatch(patient.national, odsCode)],
    onFailure: (refusal) => {
      throw refusal
    },
  })
}
