import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { patientsOf } from '../demographics/patients.ts'
import { messagesStore } from '../messaging/messages-store.ts'
import { NationalRefusal } from '../national/answer.ts'
import { sendThroughNotify, type OutgoingBatch } from '../national/nhs-notify.ts'
import { Refusal } from '../refusal.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'
import type { Invitation, InvitationState } from './invitation.ts'
import { invitationsStore, type Invited } from './invitations-store.ts'

/** The longest text that the NHS App takes, which NHS Notify hands it to. */
const LONGEST = 5000
/** NHS Notify takes no more in one batch. Source: Send a batch of messages, 413. */
const MOST = 45_000

/** Who may invite patients: whoever may amend what the practice knows of them. */
export const demandInviter = behaviour('invitations.demandInviter', ({ role }: Work): void => demand(role, 'B0825'))

/** Why a patient is not invited; undefined for whoever is. */
export const whyLeaveOut = behaviour('invitations.whyLeaveOut', ({ national, status }: RegisteredPatient, wantsNone: boolean): string | undefined => {
  if (national.deceasedDateTime) return 'This patient has died.'
  if (status === 'left') return 'This patient has left the practice.'
  if (wantsNone) return 'This patient has asked for no messages in the NHS App. Invite them another way.'
  return undefined
})

/** Whom to invite: everybody once, however often they were named. */
export const onceEach = behaviour('invitations.onceEach', (patientIds: readonly string[]): string[] => [...new Set(patientIds)])

/** The invitation that this very click has sent already. */
export const invitedBefore = behaviour('invitations.invitedBefore', (work: Work, click: string | undefined): Invitation | undefined =>
  click === undefined ? undefined : invitationsStore(work.services).ofClick(work.session.user.id, click),
)

/** What a text message says that follows an unread invitation: it lights up on a locked telephone, so it says nothing of the matter. */
export const nudgeFor = behaviour('invitations.nudgeFor', ({ practice: { name, telephone } }: Work['services']['config'], _text: string): string =>
  `You have a message from ${name} in the NHS App.${telephone === undefined ? '' : ` If you do not use the app, please ring us on ${telephone}.`}`,
)

/** The text to send: all of it or nothing. One that was cut short says something else. */
export const textToInvite = behaviour('invitations.textToInvite', (typed: string): string => {
  const refuse = (text: string) => new Refusal('invalid', [{ field: 'text', text }])
  if (typed.trim() === '') throw refuse('Write the invitation.')
  if (typed.length > LONGEST) throw refuse(`The invitation has ${typed.length} characters; NHS Notify takes ${LONGEST}. It was not sent. Make it shorter.`)
  return typed
})

/** The line of the audit trail about each patient who was named: invited, or left out and why. */
export const traceInvited = behaviour('invitations.traceInvited', (work: Work, id: string, { patientId, leftOut }: Invited): void =>
  audited(work, { event: 'patient-invited', action: 'C', patientId, subject: `CommunicationRequest/${id}`, ...(leftOut !== undefined && { detail: { leftOut } }) }),
)

/** Invites patients to something. Whatever happens then, it is on record who was invited and what became of it. */
export async function invite(
  work: Work,
  { purpose, text: typed, patientIds, click }: { purpose: string; text: string; patientIds: readonly string[]; click?: string | undefined },
): Promise<Invitation> {
  demandInviter(work)
  const before = invitedBefore(work, click)
  if (before) return before
  const { services, session } = work
  if (purpose.trim() === '') throw new Refusal('invalid', [{ field: 'purpose', text: 'Say what the invitation is for.' }])
  if (patientIds.length > MOST) throw new Refusal('invalid', [{ field: 'patients', text: `These are ${patientIds.length} patients; NHS Notify takes ${MOST} at a time.` }])
  const text = textToInvite(typed)
  const wishes = messagesStore(services)
  const invited = onceEach(patientIds).map((patientId): Invited => {
    const patient = patientsOf(services).get(patientId)
    const leftOut = whyLeaveOut(patient, wishes.isRefused(patient.id))
    return { patientId: patient.id, ...(leftOut !== undefined && { leftOut }) }
  })
  if (invited.length === 0) throw new Refusal('invalid', [{ field: 'patients', text: 'Say whom to invite.' }])
  if (invited.every(({ leftOut }) => leftOut !== undefined))
    throw new Refusal('rule', [{ reason: 'nobody-to-invite', text: `Nobody can be invited, and nothing was sent. ${[...new Set(invited.map(({ leftOut }) => leftOut))].join(' ')}` }])
  // On record before it leaves: a system that dies now still knows under which reference it may have been sent.
  const invitation = services.database.transaction(() => {
    const added = invitationsStore(services).add({ purpose, text, author: session.user, invited, ...(click !== undefined && { click }) })
    for (const each of invited) traceInvited(work, added.id, each)
    return added
  })
  return handOver(work, invitation)
}

/** Sends an invitation again that was not taken, or of which nobody knows: the same, under the same reference. */
export async function inviteAgain(work: Work, id: string): Promise<Invitation> {
  demandInviter(work)
  const store = invitationsStore(work.services)
  const invitation = store.get(id)
  const doubt = doubtOfInvitingAgain(invitation)
  if (doubt) throw doubt
  audited(work, { event: 'invitation-sent-again', action: 'U', subject: `CommunicationRequest/${id}` })
  return handOver(work, invitation)
}

/** What speaks against sending an invitation again: it has arrived. Where nobody knows, the same reference keeps it from arriving twice. */
export const doubtOfInvitingAgain = behaviour('invitations.doubtOfInvitingAgain', ({ state }: Invitation): Refusal | undefined =>
  state === 'sent' ? new Refusal('already-done', 'NHS Notify has this invitation already. Nobody is invited twice.') : undefined,
)

/** What goes to NHS Notify: the same however often it is asked for. */
export const batchOf = behaviour('invitations.batchOf', ({ config }: Work['services'], invitation: Invitation): OutgoingBatch => ({
  reference: invitation.reference,
  text: invitation.text,
  nudge: nudgeFor(config, invitation.text),
  odsCode: config.practice.odsCode,
  recipients: invitation.recipients.flatMap(({ nhsNumber, reference }) => (reference === undefined ? [] : [{ nhsNumber, reference }])),
}))

/** What a failure means for the invitation: it was not sent, or nobody knows. */
export const stateOfFailedBatch = behaviour('invitations.stateOfFailedBatch', (failure: Refusal): InvitationState =>
  failure instanceof NationalRefusal && failure.outcomeUnknown ? 'unknown' : 'not-sent',
)

/** How an invitation that did not get through is kept, so that somebody sees it and can send it again. */
export const keepUnsentInvitation = behaviour('invitations.keepUnsentInvitation', ({ services }: Work, { id }: Invitation, state: InvitationState, problem: string): void => {
  invitationsStore(services).become(id, state, problem)
  services.tasks.raise({
    code: state === 'unknown' ? 'invitation-unconfirmed' : 'invitation-not-sent',
    focus: `CommunicationRequest/${id}`,
    text: `${state === 'unknown' ? 'Nobody knows whether an invitation was sent' : 'An invitation was not sent'}. ${problem} Send it again: nobody is invited twice.`,
  })
})

/** What the user is told when NHS Notify did not take an invitation. */
export const toldOfFailedBatch = behaviour('invitations.toldOfFailedBatch', (failure: Refusal, state: InvitationState): Refusal => {
  const fate = state === 'unknown' ? 'We do not know whether the invitations were sent.' : 'The invitations were not sent.'
  return new Refusal(failure.code, `${failure.message} ${fate} They are kept; send them again from the list of invitations. Nobody is invited twice.`, {
    cause: failure,
    ...(failure.retryAfterSeconds !== undefined && { retryAfterSeconds: failure.retryAfterSeconds }),
  })
})

async function handOver(work: Work, invitation: Invitation): Promise<Invitation> {
  const { services } = work
  const store = invitationsStore(services)
  const subject = `CommunicationRequest/${invitation.id}`
  try {
    const { ids } = await sendThroughNotify(work, batchOf(services, invitation))
    return services.database.transaction(() => {
      store.identify(ids)
      audited(work, { event: 'invitation-sent', action: 'E', subject, detail: { taken: ids.size } })
      settleDoubt(work.services, invitation.id)
      return store.become(invitation.id, 'sent')
    })
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure
    // NHS Notify may have told of a message while we were waiting for its answer: then it has the batch.
    if (store.get(invitation.id).state === 'sent') return store.get(invitation.id)
    const state = stateOfFailedBatch(failure)
    services.database.transaction(() => {
      keepUnsentInvitation(work, invitation, state, failure.message)
      audited(work, { event: 'invitation-not-sent', action: 'E', outcome: 'failed', subject, detail: { code: failure.code, state } })
    })
    throw toldOfFailedBatch(failure, state)
  }
}

/** Whoever was to find out what became of an invitation need not any more. */
export function settleDoubt({ tasks }: Work['services'], id: string): void {
  for (const code of ['invitation-unconfirmed', 'invitation-not-sent'])
    for (const task of tasks.list({ status: 'requested', code })) if (task.focus === `CommunicationRequest/${id}`) tasks.close(task.id, 'completed', 'NHS Notify')
}
