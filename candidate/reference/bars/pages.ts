import type { RequestContext, Routes } from '../area.ts'
import { renderPatientPage } from '../demographics/patient-page.ts'
import type { RemoteSlot } from '../national/bars.ts'
import { readForm, type Form } from '../pages/forms.ts'
import { Refusal } from '../refusal.ts'
import { requireActivity } from '../session/permission.ts'
import { cancelSent, openSent, timesElsewhere, type Shown } from './after.ts'
import { sendAgain, sendElsewhere } from './send.ts'
import { sentStore } from './sent.ts'

const STATES = { 'not-sent': 'Not sent', unconfirmed: 'Not known whether it arrived', sent: 'Sent', cancelled: 'Cancelled' } as const

/** Enough to choose from on one page. */
const TIMES_SHOWN = 40

/** Referrals to pharmacies and urgent care on screen: what was sent and what has become of it, and forms to refer, book and cancel. */
export function barsPages(routes: Routes): void {
  routes.get('/patients/:id/elsewhere', requireActivity('B0370'), (context) => show(context, {}))

  routes.get('/patients/:id/elsewhere/times', async (context) => {
    const organisation = context.req.query('organisation') ?? ''
    const form = { organisation, reason: context.req.query('reason') ?? '' }
    return refusing(context, form, async () => show(context, { form, times: (await timesElsewhere(context.get('work'), organisation)).slice(0, TIMES_SHOWN) }))
  })

  routes.get('/patients/:id/elsewhere/:item', requireActivity('B0370'), async (context) => {
    const { id, item } = context.req.param()
    return show(context, { opened: await openSent(context.get('work'), id, item) })
  })

  const action = (path: string, act: (context: RequestContext, patientId: string, form: Form) => Promise<unknown>) =>
    routes.post(`/patients/:id/elsewhere${path}`, async (context) => {
      const patientId = context.req.param('id') ?? ''
      const form = await readForm(context)
      return refusing(context, form, async () => {
        await act(context, patientId, form)
        return context.redirect(`/patients/${patientId}/elsewhere`, 303)
      })
    })

  action('', (context, patientId, { organisation = '', reason = '' }) => sendElsewhere(context.get('work'), 'ServiceRequest', { patientId, odsCode: organisation, reason }))
  action('/book', (context, patientId, { organisation = '', reason = '', slot = '' }) => {
    const [id, start, end] = slot.split(' ')
    return sendElsewhere(context.get('work'), 'Appointment', { patientId, odsCode: organisation, reason, ...(id && start && end && { slot: { id, start, end } }) })
  })
  action('/again', (context, patientId, { item = '' }) => sendAgain(context.get('work'), patientId, item))
  action('/cancel', (context, patientId, { item = '' }) => cancelSent(context.get('work'), patientId, item))
}

/** Shows what was refused where it was asked, with what was typed. */
async function refusing(context: RequestContext, form: Form, act: () => Promise<Response>): Promise<Response> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'not-permitted' || error.code === 'not-found') throw error
    return show(context, { form, refusal: error })
  }
}

function show(context: RequestContext, { form = {}, times, opened, refusal }: { form?: Form; times?: readonly RemoteSlot[]; opened?: Shown; refusal?: Refusal }): Response {
  const patientId = context.req.param('id') ?? ''
  const list = sentStore(context.get('work').services)
    .ofPatient(patientId)
    .map(({ id, kind, state, details }) => ({ id, state, words: STATES[state], booking: kind === 'Appointment', ...details }))
  return renderPatientPage(context, patientId, 'bars/templates/elsewhere.njk', { title: 'Pharmacies and urgent care', list, times, opened, form }, refusal)
}
