import type { Area, Routes } from '../area.ts'
import { audited } from '../audit/audited.ts'
import { patientsOf } from '../demographics/patients.ts'
import { searchset } from '../fhir/bundle.ts'
import { fhir, readResource } from '../http/respond.ts'
import { isObject } from '../national/json.ts'
import { Refusal } from '../refusal.ts'
import { demand, requireActivity, seesClinicalData } from '../session/permission.ts'
import { alertMigrations, alertsOf, fhirFlag, raiseAlert } from './alerts.ts'
import { alertPages } from './pages.ts'

function alertApi(routes: Routes): void {
  routes.get('/Flag', requireActivity('B0820'), (context) => {
    const work = context.get('work')
    const patientId = (context.req.query('patient') ?? '').replace('Patient/', '')
    if (patientId === '') throw new Refusal('invalid', 'Say whose alerts: patient=Patient/...')
    patientsOf(work.services).get(patientId)
    const shown = alertsOf(work.services, patientId).filter(({ category }) => category === 'admin' || seesClinicalData(work.role))
    audited(work, { event: 'alerts-viewed', action: 'R', patientId })
    return fhir(context, searchset(shown.map((alert) => ({ resource: fhirFlag(alert) }))))
  })

  routes.post('/Flag', requireActivity('B0825'), async (context) => {
    const body = await readResource(context)
    const subject = isObject(body['subject']) ? String(body['subject']['reference'] ?? '') : ''
    const patient = patientsOf(context.get('services')).get(subject.replace('Patient/', ''))
    const text = isObject(body['code']) && typeof body['code']['text'] === 'string' ? body['code']['text'].trim() : ''
    const category = JSON.stringify(body['category'] ?? '').includes('"clinical"') ? 'clinical' : 'admin'
    if (category === 'clinical') demand(context.get('work').role, 'B0380')
    return fhir(context, fhirFlag(raiseAlert(context.get('work'), { patientId: patient.id, category, text })), { status: 201 })
  })
}

/** Alerts: what whoever opens a record must see first. */
export const alerts: Area = {
  name: 'alerts',
  migrations: alertMigrations,
  api: alertApi,
  pages: alertPages,
  patientMenu: [{ text: 'Alerts', href: '/patients/:id/alerts', activity: 'B0820' }],
}
