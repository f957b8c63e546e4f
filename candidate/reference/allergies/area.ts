import type { Area, Routes } from '../area.ts'
import { audited } from '../audit/audited.ts'
import { patientsOf } from '../demographics/patients.ts'
import { searchset } from '../fhir/bundle.ts'
import { ParametersReader } from '../fhir/parameters.ts'
import { fhir, readResource } from '../http/respond.ts'
import { Refusal } from '../refusal.ts'
import { requireActivity } from '../session/permission.ts'
import { allergiesOf, allergyIn, allergyMigrations, endAllergy, fhirAllergy, recordAllergy } from './allergies.ts'
import { allergyPages } from './pages.ts'

function allergyApi(routes: Routes): void {
  routes.post('/AllergyIntolerance', requireActivity('B0380'), async (context) => {
    const asked = allergyIn(await readResource(context))
    patientsOf(context.get('services')).get(asked.patientId)
    const allergy = recordAllergy(context.get('work'), asked)
    return fhir(context, fhirAllergy(allergy), { status: 201, location: `/FHIR/R4/AllergyIntolerance/${allergy.id}` })
  })

  routes.post('/AllergyIntolerance/:id/$end', requireActivity('B0380'), async (context) => {
    const asked = new ParametersReader(await readResource(context))
    return fhir(context, fhirAllergy(endAllergy(context.get('work'), context.req.param('id'), asked.text('reason'))))
  })

  routes.get('/AllergyIntolerance', requireActivity('B0360', 'B0370'), (context) => {
    const services = context.get('services')
    const patientId = (context.req.query('patient') ?? '').replace('Patient/', '')
    if (patientId === '') throw new Refusal('invalid', 'Say whose allergies: patient=Patient/...')
    patientsOf(services).get(patientId)
    audited(context.get('work'), { event: 'allergies-viewed', action: 'R', patientId })
    return fhir(context, searchset(allergiesOf(services, patientId, { all: true }).map((allergy) => ({ resource: fhirAllergy(allergy) }))))
  })
}

/** Allergies and intolerances. */
export const allergies: Area = {
  name: 'allergies',
  migrations: allergyMigrations,
  api: allergyApi,
  pages: allergyPages,
  patientMenu: [{ text: 'Allergies', href: '/patients/:id/allergies', activity: 'B0370' }],
}
