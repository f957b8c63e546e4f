import type { Area, Routes } from '../area.ts'
import { audited } from '../audit/audited.ts'
import { patientsOf } from '../demographics/patients.ts'
import { searchset } from '../fhir/bundle.ts'
import { ParametersReader } from '../fhir/parameters.ts'
import { concept, SYSTEM, type Resource } from '../fhir/resource.ts'
import { fhir, readResource } from '../http/respond.ts'
import { isObject, type JsonObject } from '../national/json.ts'
import { Refusal } from '../refusal.ts'
import { requireActivity } from '../session/permission.ts'
import { readVaccinations } from './read-vaccinations.ts'
import { recordVaccination, sendAgain } from './record-vaccination.ts'
import { TARGETS, vaccineOf, type Vaccination } from './vaccination.ts'
import { immunisationMigrations, vaccinationsStore } from './vaccinations-store.ts'

const STATE = 'https://assay.example/StructureDefinition/vaccination-state'

function immunisationsApi(routes: Routes): void {
  routes.post('/Immunization', async (context) => {
    const vaccination = await recordVaccination(context.get('work'), vaccinationIn(await readResource(context)))
    return fhir(context, fhirVaccination(vaccination), { status: 201, location: `/FHIR/R4/Immunization/${vaccination.id}` })
  })

  routes.post('/Immunization/:id/$send-again', async (context) => {
    new ParametersReader(await readResource(context))
    return fhir(context, fhirVaccination(await sendAgain(context.get('work'), context.req.param('id'))))
  })

  routes.get('/Immunization', requireActivity('B0360', 'B0370'), (context) => {
    const work = context.get('work')
    const { id } = patientsOf(work.services).get((context.req.query('patient') ?? '').replace('Patient/', ''))
    audited(work, { event: 'vaccinations-viewed', action: 'R', patientId: id })
    return fhir(context, listed(vaccinationsStore(work.services).ofPatient(id)))
  })

  routes.post('/Patient/:id/$read-vaccinations', async (context) => {
    new ParametersReader(await readResource(context))
    return fhir(context, listed(await readVaccinations(context.get('work'), context.req.param('id'))))
  })
}

const listed = (vaccinations: readonly Vaccination[]): Resource => searchset(vaccinations.map((vaccination) => ({ resource: fhirVaccination(vaccination) })))

const fhirVaccination = ({ id, patientId, vaccine, givenAt, recordedAt, lotNumber, organisation, state }: Vaccination): Resource => ({
  resourceType: 'Immunization',
  id,
  extension: [{ url: STATE, valueCode: state }],
  status: 'completed',
  vaccineCode: concept(SYSTEM.snomed, vaccine.product.code, vaccine.product.term),
  patient: { reference: `Patient/${patientId}` },
  occurrenceDateTime: givenAt,
  recorded: recordedAt,
  primarySource: state !== 'read',
  ...(lotNumber !== '' && { lotNumber }),
  location: { identifier: { system: SYSTEM.odsCode, value: organisation } },
  protocolApplied: [{ targetDisease: vaccine.diseases.map(({ code, term }) => concept(SYSTEM.snomed, code, term)), doseNumberString: 'not said' }],
})

/** Reads a vaccination that a caller wants recorded: the vaccine by the product's code. */
function vaccinationIn(body: JsonObject): { patientId: string; target: string; givenAt: string; lotNumber: string } {
  const reference = isObject(body['patient']) ? body['patient']['reference'] : undefined
  if (typeof reference !== 'string') throw new Refusal('invalid', [{ field: 'patient', text: 'Say who was vaccinated.' }])
  const coding = isObject(body['vaccineCode']) && Array.isArray(body['vaccineCode']['coding']) ? body['vaccineCode']['coding'].find(isObject) : undefined
  const target = TARGETS.find((name) => vaccineOf(name)!.product.code === coding?.['code']) ?? ''
  return { patientId: reference.replace('Patient/', ''), target, givenAt: String(body['occurrenceDateTime'] ?? ''), lotNumber: typeof body['lotNumber'] === 'string' ? body['lotNumber'] : '' }
}

/** Vaccinations: given here and told nationally, or given elsewhere and read. */
export const immunisations: Area = { name: 'immunisations', migrations: immunisationMigrations, api: immunisationsApi }
