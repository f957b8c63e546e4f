import { behaviour } from '../behaviour.ts'
import type { Services } from '../services.ts'
import { mayHelp } from './ask-again.ts'
import { wordsFor } from './codes.ts'
import type { Transfer } from './transfer.ts'

const why = ({ code = '' }: Transfer) => `${wordsFor(code)} (${code}).`

/** What somebody can do to get a record that did not come. */
export const whatHelps = behaviour('gp2gp.whatHelps', (transfer: Transfer): string => (mayHelp(transfer) ? 'Ask for it again, or on paper.' : 'Asking again does not help: ask for it on paper.'))

const WHAT_NOW: Partial<Record<Transfer['state'], (transfer: Transfer) => string>> = {
  impossible: ({ practice }) => `The record of this patient cannot be asked for electronically from practice ${practice}. Ask for it on paper.`,
  refused: (transfer) => `Practice ${transfer.practice} does not send the record of this patient: ${why(transfer)} ${whatHelps(transfer)}`,
  failed: (transfer) =>
    transfer.direction === 'in'
      ? `The record of this patient from practice ${transfer.practice} could not be taken over: ${why(transfer)} Nothing of it is in use. ${whatHelps(transfer)}`
      : `The record of this patient could not be sent to practice ${transfer.practice}, or not all of it: ${why(transfer)} Send it on paper.`,
  rejected: ({ practice, code = '' }) => `Practice ${practice} could not take over the record of this patient that was sent: ${wordsFor(code)} (${code}). Send it on paper.`,
  unanswered: ({ practice, direction }) =>
    direction === 'in'
      ? `Practice ${practice} has not sent the record of this patient in time. Ask them, or ask for it on paper.`
      : `Practice ${practice} has not said whether it could take over the record of this patient that was sent. Ask them.`,
  suppressed: ({ practice }) => `This patient was here before. What came from practice ${practice} is kept apart from the record, to be read: take over what is new.`,
}

/** Somebody at the practice is told of a transfer that went wrong, and what to do now. */
export const tellOfTrouble = behaviour('gp2gp.tellOfTrouble', ({ tasks }: Services, transfer: Transfer): void => {
  const text = WHAT_NOW[transfer.state]?.(transfer)
  if (text === undefined) return
  tasks.raise({ code: `record-transfer-${transfer.state}`, focus: `transfer:${transfer.id}`, text, ...(transfer.patientId !== undefined && { patientId: transfer.patientId }) })
})

/** What happened to a transfer, for the audit trail: nobody is signed in when it does. */
export function trail({ audit }: Services, transfer: Pick<Transfer, 'patientId' | 'practice' | 'conversationId'>, event: string, detail: Record<string, string> = {}, outcome: 'done' | 'failed' = 'done'): void {
  audit.record({
    event,
    action: 'E',
    outcome,
    agent: { system: 'GP2GP' },
    ...(transfer.patientId !== undefined && { patientId: transfer.patientId }),
    detail: { practice: transfer.practice, conversation: transfer.conversationId, ...detail },
  })
}
