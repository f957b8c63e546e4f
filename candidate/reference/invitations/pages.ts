import { randomUUID } from 'node:crypto'
import type { RequestContext, Routes } from '../area.ts'
import { patientsOf } from '../demographics/patients.ts'
import { readForm, type Form } from '../pages/forms.ts'
import { Refusal } from '../refusal.ts'
import { requireActivity } from '../session/permission.ts'
import { listInvitations } from './list-invitations.ts'
import { invite, inviteAgain } from './send-invitation.ts'

/** How each state reads on screen. */
const WORDS = { sending: 'Being sent', sent: 'With NHS Notify', 'not-sent': 'Not sent', unknown: 'Not known whether it was sent' } as const
const RECIPIENT_WORDS = { 'left-out': 'Not invited', waiting: 'On the way', delivered: 'Delivered', failed: 'Could not be reached' } as const

/** The practice's invitations on screen: a form for a new one, and what became of each. */
export function invitationsPages(routes: Routes): void {
  routes.get('/invitations', requireActivity('B0825', 'B0370'), (context) => show(context))

  const submitted = (path: string, change: (context: RequestContext, form: Form) => Promise<unknown>) =>
    routes.post(`/invitations${path}`, async (context) => {
      const form = await readForm(context)
      try {
        await change(context, form)
      } catch (error) {
        if (error instanceof Refusal) return show(context, form, error)
        throw error
      }
      return context.redirect('/invitations', 303)
    })

  submitted('', (context, { purpose = '', text = '', patients = '', click }) => {
    const work = context.get('work')
    return invite(work, { purpose, text, patientIds: patientsNamed(patients, (nhsNumber) => patientsOf(work.services).byNhsNumber(nhsNumber)?.id), click })
  })
  submitted('/again', (context, { invitation = '' }) => inviteAgain(context.get('work'), invitation))
}

/** Patients by their NHS numbers, one a line. */
function patientsNamed(typed: string, idOf: (nhsNumber: string) => string | undefined): string[] {
  return typed
    .split('\n')
    .map((line) => line.replaceAll(/\s/g, ''))
    .filter((line) => line !== '')
    .map((nhsNumber) => {
      const id = idOf(nhsNumber)
      if (id === undefined) throw new Refusal('invalid', [{ field: 'patients', text: `No patient of this practice has the NHS number ${nhsNumber}. Nobody was invited.` }])
      return id
    })
}

function show(context: RequestContext, form: Form = {}, refusal?: Refusal): Response {
  const { pages } = context.get('services')
  const list = listInvitations(context.get('work')).map((invitation) => ({
    ...invitation,
    words: WORDS[invitation.state],
    recipients: invitation.recipients.map((recipient) => ({ ...recipient, words: RECIPIENT_WORDS[recipient.state] })),
  }))
  const errors = refusal?.issues.map(({ text, field }) => ({ text, ...(field !== undefined && { href: `#${field}` }) }))
  const fieldErrors = Object.fromEntries((refusal?.issues ?? []).flatMap(({ text, field }) => (field === undefined ? [] : [[field, { text }]])))
  return pages.render(context, 'invitations/templates/invitations.njk', { title: 'Invitations', list, form, click: form['click'] ?? randomUUID(), errors, fieldErrors }, refusal?.status ?? 200)
}
