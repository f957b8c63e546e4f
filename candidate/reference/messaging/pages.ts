import { randomUUID } from 'node:crypto'
import type { RequestContext, Routes } from '../area.ts'
import { renderPatientPage } from '../demographics/patient-page.ts'
import { readForm, type Form } from '../pages/forms.ts'
import { Refusal } from '../refusal.ts'
import { requireActivity } from '../session/permission.ts'
import { messagesTo } from './list-messages.ts'
import { messagesStore } from './messages-store.ts'
import { sendAgain, sendMessage } from './send-message.ts'
import { setWish } from './wishes.ts'

/** How each state reads on screen. */
const WORDS = {
  sending: 'Being sent',
  sent: 'With the NHS App, not delivered yet',
  'not-sent': 'Not sent',
  unknown: 'Not known whether it was sent',
  delivered: 'Delivered',
  read: 'Read by the patient',
  rejected: 'Could not be delivered',
} as const

/** A patient's messages on screen: a form for a new one, and what became of each. */
export function messagingPages(routes: Routes): void {
  routes.get('/patients/:id/messages', requireActivity('B0825', 'B0370'), (context) => show(context))

  const submitted = (path: string, change: (context: RequestContext, id: string, form: Form) => unknown) =>
    routes.post(`/patients/:id/messages${path}`, async (context) => {
      const form = await readForm(context)
      const id = context.req.param('id') ?? ''
      try {
        await change(context, id, form)
      } catch (error) {
        if (error instanceof Refusal) return show(context, form, error)
        throw error
      }
      return context.redirect(`/patients/${id}/messages`, 303)
    })

  submitted('', (context, patientId, { text = '', click }) => sendMessage(context.get('work'), { patientId, text, click }))
  submitted('/again', (context, patientId, { message = '', despiteDoubt }) => {
    const work = context.get('work')
    if (messagesStore(work.services).get(message).patientId !== patientId)
      throw new Refusal('not-found', 'There is no such message to this patient.')
    return sendAgain(work, { id: message, despiteDoubt: despiteDoubt === 'yes' })
  })
  submitted('/wish', (context, patientId, { wanted }) => setWish(context.get('work'), { patientId, wanted: wanted === 'yes' }))
}

function show(context: RequestContext, form: Form = {}, refusal?: Refusal): Response {
  const work = context.get('work')
  const patientId = context.req.param('id') ?? ''
  const list = messagesTo(work, patientId).map((message) => ({ ...message, words: WORDS[message.state] }))
  return renderPatientPage(
    context,
    patientId,
    'messaging/templates/messages.njk',
    {
      title: 'Messages',
      list,
      form,
      click: form['click'] ?? randomUUID(),
      wanted: !messagesStore(work.services).isRefused(patientId),
      again: refusal?.code === 'needs-confirmation' && form['message'],
    },
    refusal,
  )
}
