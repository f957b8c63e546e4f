import type { RequestContext, Routes } from '../area.ts'
import { renderPatientPage } from '../demographics/patient-page.ts'
import { patientsOf } from '../demographics/patients.ts'
import { formatDate, formatDateTime } from '../pages/format.ts'
import { readForm } from '../pages/forms.ts'
import { Refusal } from '../refusal.ts'
import { requireActivity } from '../session/permission.ts'
import { isAbnormal, titleOf } from './file-report.ts'
import type { ReceivedReport } from './laboratory-store.ts'
import { matchReport, reportsOf, reviewReport, unmatchedReports } from './work-on-report.ts'

const READER = requireActivity('B0360')

/** How each state and each mark reads on screen. */
const WORDS = { unmatched: 'Nobody knows whose it is', 'to-review': 'To be reviewed', reviewed: 'Reviewed', replaced: 'Replaced by a newer report' } as const
const FLAGS = { HI: 'High', LO: 'Low', OR: 'Outside its range', PA: 'Potentially abnormal', HH: 'Critically high', LL: 'Critically low', A: 'Abnormal', AA: 'Critically abnormal' } as const

/** Reports of laboratories on screen: a patient's, and those that are nobody's yet. */
export function laboratoryPages(routes: Routes): void {
  routes.get('/patients/:id/results', READER, (context) => show(context))

  routes.post('/patients/:id/results/review', async (context) => {
    const { report = '' } = await readForm(context)
    const patientId = context.req.param('id')
    const work = context.get('work')
    try {
      if (!reportsOf(work, patientId).some(({ id }) => id === report)) throw new Refusal('not-found', 'There is no such report of this patient.')
      reviewReport(work, report)
    } catch (error) {
      if (error instanceof Refusal) return show(context, error)
      throw error
    }
    return context.redirect(`/patients/${patientId}/results`, 303)
  })

  routes.get('/results', READER, (context) => list(context))

  routes.post('/results/match', READER, async (context) => {
    const { report = '', nhsNumber = '' } = await readForm(context)
    const work = context.get('work')
    try {
      const patient = patientsOf(work.services).byNhsNumber(nhsNumber.replaceAll(' ', ''))
      if (!patient) throw new Refusal('not-found', [{ text: 'Nobody on the practice list has this NHS number.', field: 'nhsNumber' }])
      matchReport(work, report, patient.id)
      return context.redirect(`/patients/${patient.id}/results`, 303)
    } catch (error) {
      if (error instanceof Refusal) return list(context, error)
      throw error
    }
  })
}

/** A time as a person reads it. Messages over MESH have the laboratory's clock and no offset: theirs stays as it is. */
const shownTime = (iso: string): string => {
  if (/T.*(Z|[+-]\d\d:\d\d)$/.test(iso)) return Number.isNaN(Date.parse(iso)) ? iso : formatDateTime(iso)
  const [day = '', time = ''] = iso.split('T')
  return /^\d{4}-\d\d-\d\d$/.test(day) ? `${formatDate(day)} ${time}`.trim() : iso
}

const onScreen = (received: ReceivedReport) => ({
  ...received,
  issued: shownTime(received.report.issued),
  specimens: received.report.specimens.map((specimen) => ({ ...specimen, collected: specimen.collected && shownTime(specimen.collected) })),
  title: titleOf(received.report),
  words: WORDS[received.state],
  abnormal: isAbnormal(received.report),
  results: received.report.results.map((result) => ({ ...result, marked: result.flag && FLAGS[result.flag] })),
})

function show(context: RequestContext, refusal?: Refusal): Response {
  const patientId = context.req.param('id') ?? ''
  return renderPatientPage(context, patientId, 'laboratory/templates/results.njk', { title: 'Results', list: reportsOf(context.get('work'), patientId).map(onScreen) }, refusal)
}

function list(context: RequestContext, refusal?: Refusal): Response {
  const { pages } = context.get('services')
  return pages.render(context, 'laboratory/templates/unmatched.njk', { title: 'Results without a patient', list: unmatchedReports(context.get('work')).map(onScreen), problem: refusal?.message }, refusal ? 422 : 200)
}
