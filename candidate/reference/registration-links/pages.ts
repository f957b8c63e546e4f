import type { RequestContext, Routes } from '../area.ts'
import { renderPatientPage } from '../demographics/patient-page.ts'
import { readForm } from '../pages/forms.ts'
import { Refusal } from '../refusal.ts'
import { FIELDS, requestOf } from './api.ts'
import { KINDS, sendAgain, sendTransaction, transactionsOf } from './send-transaction.ts'

/** How each state reads on screen, and how each field of a transaction is called. */
const WORDS = { sent: 'Sent', received: 'Received by the authority', approved: 'Approved', rejected: 'Rejected', doubtful: 'Doubtful' } as const
const LABELS: Record<(typeof FIELDS)[number], string> = {
  acceptanceType: 'Type of acceptance (1 birth, 2 first, 3 transfer in, 4 immigrant)',
  previousGp: 'GP before',
  previousAddress: 'Address before',
  birthPlace: 'Place of birth',
  dateOfEntry: 'Date of entry into the country (year-month-day)',
  dateOfExit: 'Date of leaving the country (year-month-day)',
  drugsDispensed: 'Drugs dispensed (Y, or % to clear)',
  surname: 'New surname',
  previousSurname: 'Surname before',
  forename: 'New forename (% to clear)',
  title: 'New title (% to clear)',
  address: 'New address',
  postcode: 'New postcode (% to clear)',
  reasonCode: 'Reason of a deduction (code)',
  date: 'Date of a deduction (year-month-day)',
  notes: 'Notes, or why a patient is to be removed',
}

/** What the registration authority was told of a patient, on screen. */
export function registrationLinksPages(routes: Routes): void {
  routes.get('/patients/:id/registration-links', (context) => show(context))

  routes.post('/patients/:id/registration-links', async (context) => {
    const form = await readForm(context)
    const patientId = context.req.param('id')
    const work = context.get('work')
    try {
      if (form['repeat']) sendAgain(work, patientId, Number(form['repeat']))
      else sendTransaction(work, patientId, requestOf((field) => form[field]?.trim().replaceAll('\r\n', '\n')))
    } catch (error) {
      if (error instanceof Refusal) return show(context, error)
      throw error
    }
    return context.redirect(`/patients/${patientId}/registration-links`, 303)
  })
}

function show(context: RequestContext, refusal?: Refusal): Response {
  const patientId = context.req.param('id') ?? ''
  const { transactions, flags } = transactionsOf(context.get('work'), patientId)
  const data = { title: 'Registration links', transactions: transactions.map((each) => ({ ...each, kind: KINDS[each.type], words: WORDS[each.state] })), flags, kinds: Object.values(KINDS), fields: FIELDS.map((name) => ({ name, label: LABELS[name] })) }
  return renderPatientPage(context, patientId, 'registration-links/templates/links.njk', data, refusal)
}
