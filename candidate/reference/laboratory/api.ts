import type { Routes } from '../area.ts'
import { searchset } from '../fhir/bundle.ts'
import { ParametersReader } from '../fhir/parameters.ts'
import { fhir, readResource } from '../http/respond.ts'
import { Refusal } from '../refusal.ts'
import { fhirReport } from './fhir-report.ts'
import { matchReport, reportsOf, reviewReport, unmatchedReports } from './work-on-report.ts'

/** Reports of laboratories over FHIR R4. Who may is checked by the operations. */
export function laboratoryApi(routes: Routes): void {
  routes.get('/DiagnosticReport', (context) => {
    const work = context.get('work')
    const { patient, unmatched } = context.req.query()
    if (unmatched !== 'true' && !patient) throw new Refusal('invalid', 'Say whose reports: patient=Patient/..., or unmatched=true.')
    const found = unmatched === 'true' ? unmatchedReports(work) : reportsOf(work, patient!.replace('Patient/', ''))
    return fhir(context, searchset(found.map((report) => ({ resource: fhirReport(report) }))))
  })

  routes.post('/DiagnosticReport/:id/$match', async (context) => {
    const patient = new ParametersReader(await readResource(context)).text('patient')
    if (patient === undefined) throw new Refusal('invalid', 'Say whose it is: patient.')
    const report = matchReport(context.get('work'), context.req.param('id'), patient.replace('Patient/', ''))
    return fhir(context, fhirReport(report), { version: report.version })
  })

  routes.post('/DiagnosticReport/:id/$mark-reviewed', (context) => {
    const report = reviewReport(context.get('work'), context.req.param('id'))
    return fhir(context, fhirReport(report), { version: report.version })
  })
}
