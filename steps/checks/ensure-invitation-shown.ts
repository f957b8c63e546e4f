import type { InvitationView } from '../../candidate/port/invitations.ts'
import { check, finding } from './check.ts'

/** The practice's system shows where an invitation stands as a whole. */
export const ensureInvitationShown = check('where the invitation stands is shown', (_sight, { shown, states }: { shown: InvitationView | undefined; states: readonly string[] }) =>
  shown ? !states.includes(shown.state) && finding('shown as something else', { expected: states.join(' or '), seen: shown.state || 'nothing' }) : finding('the invitation is gone', { expected: 'an invitation', seen: 'none' }),
)

/** The practice's system shows what became of an invitation for one patient. */
export const ensureRecipientShown = check(
  'what became of the invitation is shown for the patient',
  (_sight, { shown, patientId, states, mentions }: { shown: InvitationView | undefined; patientId: string; states: readonly string[]; mentions?: RegExp }) => {
    const recipient = shown?.recipients.find((each) => each.patientId === patientId)
    if (!recipient) return finding('the patient is not shown', { expected: 'the patient', seen: shown ? `${shown.recipients.length} others` : 'no invitation' })
    return [
      !states.includes(recipient.state) && finding('shown as something else', { expected: states.join(' or '), seen: recipient.state || 'nothing' }),
      mentions !== undefined && !mentions.test(recipient.reason ?? '') && finding('the reason is not shown', { expected: `words like ${mentions.source}`, seen: recipient.reason ?? 'nothing' }),
    ]
  },
)
