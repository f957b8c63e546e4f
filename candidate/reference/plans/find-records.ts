import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { patientsOf } from '../demographics/patients.ts'
import { countPointers, fetchRecord, findPointers, readPointerById, type FetchedRecord, type Pointer } from '../national/nrl.ts'
import { Refusal } from '../refusal.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'

/** Who may look for plans that others hold: whoever sees health records. The locator knows the practice, and not its users. */
export const demandReader = behaviour('plans.demandReader', ({ role }: Work): void => demand(role, 'B0360', 'B0370'))

/** What is asked for: all types, or the one that the user wants. */
export const typeAskedFor = behaviour('plans.typeAskedFor', (type: string | undefined): string | undefined => type)

/** The pointers there are, or word that they could not be found out. */
export const findNationally = behaviour('plans.findNationally', (work: Work, wanted: { nhsNumber: string; type?: string }): Promise<Pointer[]> => findPointers(work, wanted))

/** Where others hold records of a patient; newest knowledge, nothing kept. */
export async function findRecords(work: Work, patientId: string, type: string | undefined): Promise<Pointer[]> {
  demandReader(work)
  const patient = patientsOf(work.services).get(patientId)
  const wanted = typeAskedFor(type)
  const found = await findNationally(work, { nhsNumber: patient.nhsNumber, ...(wanted !== undefined && { type: wanted }) })
  audited(work, { event: 'records-elsewhere-found', action: 'R', patientId: patient.id, detail: { pointers: found.length } })
  return found.filter(({ nhsNumber }) => nhsNumber === patient.nhsNumber)
}

/** The number there is nationally. */
export const countNationally = behaviour('plans.countNationally', (work: Work, nhsNumber: string): Promise<number> => countPointers(work, nhsNumber))

/** How many records others hold, without looking at which. */
export async function countRecords(work: Work, patientId: string): Promise<number> {
  demandReader(work)
  const patient = patientsOf(work.services).get(patientId)
  return countNationally(work, patient.nhsNumber)
}

/** The pointer as it is now: what was listed a minute ago may have been withdrawn or replaced. */
export const pointerNow = behaviour('plans.pointerNow', (work: Work, id: string): Promise<Pointer | undefined> => readPointerById(work, id))

/** Whether a pointer is about the patient whose record is open. */
export const isAbout = behaviour('plans.isAbout', (pointer: Pointer, nhsNumber: string): boolean => pointer.nhsNumber === nhsNumber)

/** The record as its holder gives it out now. */
export const fetchNow = behaviour('plans.fetchNow', (work: Work, pointer: Pointer): Promise<FetchedRecord> => fetchRecord(work, pointer))

/** Opens a record that another organisation holds. */
export async function openRecord(work: Work, patientId: string, id: string): Promise<FetchedRecord> {
  demand(work.role, 'B0360')
  const patient = patientsOf(work.services).get(patientId)
  const pointer = await pointerNow(work, id)
  if (!pointer) throw new Refusal('not-found', 'This record is not there any more: it was withdrawn, or replaced by a newer one. Look again.')
  if (!isAbout(pointer, patient.nhsNumber)) throw new Refusal('rule', 'This record is about somebody else. It was not opened.')
  if (!isFile(pointer)) throw new Refusal('rule', `The holder gives contact details only: ${pointer.address}. Ask there for the record.`)
  const record = await fetchNow(work, pointer)
  audited(work, { event: 'record-elsewhere-opened', action: 'R', patientId: patient.id, detail: { pointer: id, holder: pointer.holder } })
  return record
}

/** Whether a pointer leads to the record itself, which this system fetches, and not to a page that says whom to ask. */
export const isFile = behaviour('plans.isFile', ({ address }: Pointer): boolean => address.startsWith('ssp://'))
