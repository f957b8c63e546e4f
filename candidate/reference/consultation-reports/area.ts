import type { Area, Routes } from '../area.ts'
import { ParametersReader } from '../fhir/parameters.ts'
import { fhir, readResource } from '../http/respond.ts'
import { Refusal } from '../refusal.ts'
import { fhirReport } from './fhir-report.ts'
import { reportMigrations } from './migrations.ts'
import { openReport, sendReport } from './send-report.ts'

function reportsApi(routes: Routes): void {
  routes.post('/DocumentManifest/$send-report', async (context) => {
    const given = new ParametersReader(await readResource(context))
    const needed = (name: string) => given.text(name) ?? refuse(name)
    const replaces = given.text('replaces')
    const report = await sendReport(context.get('work'), {
      nhsNumber: needed('nhsNumber'),
      family: needed('family'),
      birthDate: needed('birthDate'),
      file: needed('file'),
      ...(replaces !== undefined && { replaces: replaces.replace('DocumentManifest/', '') }),
    })
    return fhir(context, fhirReport(report), { status: 201 })
  })

  routes.get('/DocumentManifest/:id', (context) => fhir(context, fhirReport(openReport(context.get('work'), context.req.param('id')))))
}

const refuse = (name: string): never => {
  throw new Refusal('invalid', [{ text: `Give ${name}.`, field: name }])
}

/** Reports of consultations here, sent to the practices where the patients are registered. */
export const consultationReports: Area = { name: 'consultation-reports', migrations: reportMigrations, api: reportsApi }
