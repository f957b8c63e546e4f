import { randomUUID } from 'node:crypto'
import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { meshStore } from '../mesh/mesh-store.ts'
import type { CollectedMessage } from '../national/mesh.ts'
import { Refusal, type RefusalIssue } from '../refusal.ts'
import type { Services } from '../services.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'
import { findWanted, type PatientEntries, type Wanted } from './coded-entries.ts'
import { listName, listOf, readAnswer } from './opt-out-list.ts'
import { recordsOf } from './patient-records.ts'
import { queueExtract } from './queue.ts'
import recipients from './recipients.json' with { type: 'json' }
import { submissionsStore, type Submission } from './submissions-store.ts'
import { hasOptedOut } from './type-one.ts'

/** What a disclosure is for. Opt-outs are about everything beyond a patient's own care. */
export const PURPOSES = ['direct-care', 'research', 'planning'] as const
export type Purpose = (typeof PURPOSES)[number]

export interface DisclosureRequest {
  purpose: string
  /** Mailbox of whoever gets it. */
  recipient: string
  wanted: Wanted
}

/** Whether patients may keep out of a disclosure. */
export const respectsOptOuts = behaviour('extracts.respectsOptOuts', (purpose: Purpose): boolean => purpose !== 'direct-care')

/** Those who have not told the practice to keep what is theirs. */
export const withoutTypeOne = behaviour('extracts.withoutTypeOne', (services: Pick<Services, 'database'>, patients: readonly PatientEntries[]): readonly PatientEntries[] => patients.filter(({ patientId }) => !hasOptedOut(services, patientId)))

/** Who may have data disclosed: whoever administers the system. */
export const demandDiscloser = behaviour('extracts.demandDiscloser', ({ role }: Work): void => demand(role, 'B0062'))

/** Discloses what is wanted of patients: at once for their own care, and else once it is known who has not opted out. */
export function disclose(work: Work, request: DisclosureRequest): Submission {
  demandDiscloser(work)
  const { services } = work
  const purpose = checked(request)
  const found = findWanted(services, request.wanted)
  return services.database.transaction(() => {
    const submission = respectsOptOuts(purpose) ? askFirst(services, request, found) : sendNow(services, request, found)
    audited(work, { event: 'disclosure-prepared', action: 'E', subject: `extract:${submission.reference}`, detail: { purpose, recipient: request.recipient, patients: found.length } })
    return submission
  })
}

function checked({ purpose, recipient, wanted }: DisclosureRequest): Purpose {
  const known = PURPOSES.find((each) => each === purpose)
  const issues: RefusalIssue[] = [
    ...(known ? [] : [{ field: 'purpose', text: 'Say what it is for: the patients’ own care, research, or planning.' }]),
    ...(recipient === '' ? [{ field: 'recipient', text: 'Say to which mailbox it goes.' }] : []),
    ...(wanted.codes.length === 0 ? [{ field: 'code', text: 'Say what is to be disclosed.' }] : []),
  ]
  if (issues.length > 0 || !known) throw new Refusal('invalid', issues)
  return known
}

const draftOf = ({ purpose, recipient }: DisclosureRequest) => ({ kind: 'disclosure', title: `Disclosure for ${purpose}`, recipient, workflowId: recipients.disclosure.workflowId, reference: randomUUID() as string, national: 0 }) as const

function sendNow(services: Services, request: DisclosureRequest, found: readonly PatientEntries[]): Submission {
  const draft = draftOf(request)
  const outgoing = send(services, draft, found)
  return submissionsStore(services).add({ ...draft, state: 'queued', records: recordsOf(services, found).length, typeOne: 0, outgoing })
}

/** Asks nationally who has opted out. What was found is kept meanwhile, and goes nowhere. */
export const askFirst = behaviour('extracts.askFirst', (services: Services, request: DisclosureRequest, found: readonly PatientEntries[]): Submission => {
  const draft = draftOf(request)
  const asked = withoutTypeOne(services, found)
  const typeOne = found.length - asked.length
  if (asked.length === 0) return submissionsStore(services).add({ ...draft, state: 'withheld', records: 0, typeOne, problem: 'Nobody is left whose data may be disclosed.' })
  const list = listName(services)
  const { mailbox, workflowId } = recipients.optOuts
  const content = listOf(asked.map(({ nhsNumber }) => nhsNumber))
  const outgoing = meshStore(services).enqueue({ recipient: mailbox, workflowId, subject: list.replace('.dat', ''), localId: draft.reference, fileName: list, content })
  return submissionsStore(services).add({ ...draft, state: 'asking', records: 0, typeOne, pending: asked, list, outgoing })
})

/** Which disclosure an answer is about: the one whose list has its name. */
export const answered = behaviour('extracts.answered', (services: Services, { fileName = '' }: CollectedMessage): Submission | undefined => submissionsStore(services).byList(fileName))

/** Those who are disclosed: whom the answer names. */
export const upheld = behaviour('extracts.upheld', (pending: readonly PatientEntries[], allowed: ReadonlySet<string>): readonly PatientEntries[] => pending.filter(({ nhsNumber }) => allowed.has(nhsNumber)))

/** Nothing can be disclosed, since nobody can say who has opted out. */
export const withhold = behaviour('extracts.withhold', (services: Services, { reference, title }: Submission, problem: string): void => {
  submissionsStore(services).update(reference, { state: 'withheld', problem, pending: null })
  services.tasks.raise({ code: 'disclosure-withheld', focus: `extract:${reference}`, text: `${title}: it is not known who has opted out nationally, and nothing was disclosed. ${problem}` })
})

/** Takes the answer to a list in: what may be disclosed goes to whom it is for. An answer that came before changes nothing. */
export const takeAnswer = behaviour('extracts.takeAnswer', (services: Services, message: CollectedMessage): void => {
  const submission = answered(services, message)
  if (!submission) {
    services.tasks.raise({ code: 'opt-out-answer-unknown', focus: `mesh:${message.id}`, text: `An answer about national opt-outs came that belongs to no list of ours (${message.fileName ?? 'without a name'}).` })
    return
  }
  if (submission.state !== 'asking' || !submission.pending) return
  const allowed = readAnswer(message.content)
  if (!allowed) return withhold(services, submission, 'The national service did not take the list: check the NHS numbers on it.')
  const kept = upheld(submission.pending, allowed)
  const national = submission.pending.length - kept.length
  const store = submissionsStore(services)
  if (kept.length === 0) return void store.update(submission.reference, { state: 'withheld', national, problem: 'Nobody is left whose data may be disclosed.', pending: null })
  store.update(submission.reference, { state: 'queued', records: recordsOf(services, kept).length, national, outgoing: send(services, submission, kept), pending: null })
})

const send = (services: Services, { reference, recipient, workflowId }: Pick<Submission, 'reference' | 'recipient' | 'workflowId'>, patients: readonly PatientEntries[]): number =>
  queueExtract(services, { mailbox: recipient, workflowId }, { root: 'Disclosure', reference, records: recordsOf(services, patients) })
