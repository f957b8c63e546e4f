import { recordAllergy } from '../allergies/allergies.ts'
import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { patientsOf } from '../demographics/patients.ts'
import { draftItem } from '../prescribing/draft-item.ts'
import type { Acknowledgement } from '../prescribing/item.ts'
import { Refusal } from '../refusal.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'
import { markedAs } from './marks.ts'
import type { Entry, KeptEntry, Transfer } from './transfer.ts'
import { transfersStore } from './transfers-store.ts'

/** The activity without which nobody reads a transferred record: it is part of the clinical record. */
export const demandReader = behaviour('gp2gp.demandReader', ({ role }: Work): void => demand(role, 'B0360'))

/** The activity without which nobody takes anything of it over. */
export const demandReviewer = behaviour('gp2gp.demandReviewer', ({ role }: Work): void => demand(role, 'B0380'))

/** How the transfers of a patient's record stand, newest first. */
export function transfersOf(work: Work, patientId: string): Transfer[] {
  patientsOf(work.services).get(patientId)
  audited(work, { event: 'record-transfers-viewed', action: 'R', patientId })
  return transfersStore(work.services).ofPatient(patientId)
}

/** What came with the record of a patient from practices before, to be read. */
export function transferredRecord(work: Work, patientId: string): KeptEntry[] {
  demandReader(work)
  patientsOf(work.services).get(patientId)
  audited(work, { event: 'transferred-record-viewed', action: 'R', patientId })
  return transfersStore(work.services).entriesOf(patientId)
}

/** What a clinician says to an entry that waits for review. */
export interface Decision {
  entry: string
  /** Confirm: an allergy is in force, a medicine is drafted for a prescriber to sign. */
  decision: 'confirm' | 'dismiss'
  /** What a degraded entry is, in a code. */
  code?: string
  term?: string
  /** Why it is dismissed. */
  reason?: string
  acknowledgements?: readonly Acknowledgement[]
}

/** The reason that is kept: in the clinician's own words. */
export const reasonKept = behaviour('gp2gp.reasonKept', (reason: string | undefined): string | undefined => reason)

/** Whether an entry waits for a clinician. */
export const isOpen = behaviour('gp2gp.isOpen', ({ state }: KeptEntry): boolean => state === 'to-review')

/** A clinician decides on an allergy or a medicine that came with a record. */
export function review(work: Work, { entry: id, decision, code, term, reason, acknowledgements = [] }: Decision): KeptEntry {
  demandReviewer(work)
  const { services, session } = work
  const store = transfersStore(services)
  return services.database.transaction(() => {
    const entry = store.entry(id)
    if (!isOpen(entry)) throw new Refusal('already-done', 'Nobody has to decide about this entry, or somebody has.')
    if (decision === 'dismiss' && !reason) throw new Refusal('invalid', [{ field: 'reason', text: 'Say why it is not taken over.' }])
    const chosen = { code: code ?? entry.code, term: term ?? entry.term }
    if (decision === 'confirm') takeOver(work, entry, chosen, acknowledgements)
    const kept = reasonKept(reason)
    const changed = store.changeEntry(id, { state: decision === 'confirm' ? 'confirmed' : 'dismissed', changedBy: session.user.name, ...(kept !== undefined && { reason: kept }) })
    closeTaskIfDone(work, changed)
    audited(work, { event: `transferred-entry-${decision === 'confirm' ? 'confirmed' : 'dismissed'}`, action: 'U', patientId: entry.patientId, subject: `transferred-entry:${id}`, ...(reason !== undefined && { detail: { reason } }) })
    return changed
  })
}

/** Takes an entry over into the practice's own record. */
export const takeOver = behaviour('gp2gp.takeOver', (work: Work, entry: KeptEntry, { code, term }: { code: string | undefined; term: string }, acknowledgements: readonly Acknowledgement[]): void => {
  if (code === undefined) throw new Refusal('invalid', [{ field: 'code', text: `"${entry.term}" came without a code. Choose what it is.` }])
  if (entry.kind === 'allergy') recordAllergy(work, { patientId: entry.patientId, code, term, ...markedAs(entry), ...(entry.text !== undefined && { reaction: entry.text }) })
  else authoriseAnew(work, entry, code, acknowledgements)
})

/** A medicine that is to go on is drafted like any other: a prescriber here signs for it, or it is not given. */
export const authoriseAnew = behaviour('gp2gp.authoriseAnew', (work: Work, { patientId, dosage, quantity = 0, repeats = 0, marks }: KeptEntry, code: string, acknowledgements: readonly Acknowledgement[]): void => {
  draftItem(work, { patientId, content: { code, dosage: [dosage ?? ''], quantity, course: repeats > 0 ? 'continuous' : 'acute', ...markedAs({ marks }) }, acknowledgements })
})

const TASKS: Partial<Record<Entry['kind'], string>> = { allergy: 'transferred-allergies', medication: 'transferred-medication' }

/** Once every entry of a kind has been decided on, nobody is asked to any more. */
function closeTaskIfDone({ services, session }: Work, { kind, patientId, transferId }: KeptEntry): void {
  const { tasks } = services
  if (transfersStore(services).entriesOf(patientId).some((each) => each.transferId === transferId && each.kind === kind && isOpen(each))) return
  for (const task of tasks.list({ status: 'requested', code: TASKS[kind] ?? '', patientId })) if (task.focus === `transfer:${transferId}`) tasks.close(task.id, 'completed', session.user.name)
}
