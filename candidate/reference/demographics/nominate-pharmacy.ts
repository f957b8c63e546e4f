import { behaviour } from '../behaviour.ts'
import { PHARMACY, type Organisation } from '../national/ods.ts'
import { Refusal } from '../refusal.ts'
import type { Work } from '../work.ts'
import { isReadOnly, sendPatches } from './change-patient.ts'
import { pharmacyPatch } from './patches.ts'
import type { RegisteredPatient } from './patient.ts'
import { patientsOf } from './patients.ts'

/** What speaks against a pharmacy: ODS does not know it, it is closed, or it is none. */
export const whyNotPharmacy = behaviour('demographics.whyNotPharmacy', (found: Organisation | undefined): string | undefined => {
  if (!found) return 'ODS has no organisation with this code. Check it.'
  if (!found.roles.includes(PHARMACY)) return `${found.name} is not a pharmacy. Give the code of a pharmacy.`
  if (!found.active) return `${found.name} has closed. Ask the patient for another pharmacy.`
  return undefined
})

/** How ODS is asked. When it cannot be, nobody knows whether the pharmacy is there, and nothing is nominated. */
export const findPharmacy = behaviour('demographics.findPharmacy', (work: Work, odsCode: string) => work.services.ods.read(work, odsCode))

/** What becomes of a nomination that PDS does not confirm: it is not made, and the user is told. */
export const whenNotNominated = behaviour('demographics.whenNotNominated', (_patient: RegisteredPatient, refusal: Refusal): RegisteredPatient => {
  throw refusal
})

async function checkPharmacy(work: Work, odsCode: string): Promise<void> {
  const text = whyNotPharmacy(await findPharmacy(work, odsCode))
  if (text !== undefined) throw new Refusal('rule', [{ reason: 'pharmacy', field: 'odsCode', text }])
}

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
  await checkPharmacy(work, odsCode)
  return sendPatches(work, patient, {
    changes: [],
    patches: [pharmacyPatch(patient.national, odsCode)],
    onFailure: (refusal) => whenNotNominated(patient, refusal),
  })
}
