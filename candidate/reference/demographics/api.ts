import type { RequestContext, Routes } from '../area.ts'
import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { searchset } from '../fhir/bundle.ts'
import { parameters, ParametersReader } from '../fhir/parameters.ts'
import { SYSTEM } from '../fhir/resource.ts'
import { fhir, ifMatch, readResource } from '../http/respond.ts'
import type { PdsPatient } from '../national/pds-patient.ts'
import { Refusal } from '../refusal.ts'
import { requireActivity } from '../session/permission.ts'
import { changePatient } from './change-patient.ts'
import { deductPatient } from './deduct-patient.ts'
import { detailsOf } from './details.ts'
import { fhirEpisodes } from './fhir-episode.ts'
import { fhirMatch, fhirPatient } from './fhir-patient.ts'
import { findNationally } from './find-nationally.ts'
import { nominatePharmacy } from './nominate-pharmacy.ts'
import { openPatient } from './open-patient.ts'
import { patientsOf } from './patients.ts'
import { readNhsNumber } from './nhs-number.ts'
import { registerPatient } from './register-patient.ts'
import { unsentChanges } from './unsent-changes.ts'

const VIEW = requireActivity('B0820')
const AMEND = requireActivity('B0825')

/** The version that the caller has seen: theirs to say, never ours to guess. */
export const versionSeen = behaviour('demographics.versionSeen', (context: RequestContext): number => ifMatch(context))

/** Whether PDS is asked when a record is only looked at. It is not: PDS counts every call, and a view must not wait for it. */
export const asksToShow = behaviour('demographics.asksToShow', (_patientId: string) => false)

/** Patients over FHIR R4. */
export function demographicsApi(routes: Routes): void {
  routes.post('/Patient/$find-nationally', VIEW, async (context) => {
    const asked = new ParametersReader(await readResource(context))
    const text = (name: string, key = name) => {
      const value = asked.text(name)
      return value === undefined ? {} : { [key]: value }
    }
    const criteria = {
      ...text('nhsNumber'),
      ...text('family'),
      ...text('given'),
      ...text('gender'),
      ...text('postcode'),
      ...text('birthdate', 'birthDate'),
    }
    const matches = await findNationally(context.get('work'), criteria)
    return fhir(context, searchset(matches.map(({ patient, score }) => ({ resource: fhirMatch(patient), score }))))
  })

  routes.post('/Patient/$register', AMEND, async (context) => {
    const asked = new ParametersReader(await readResource(context))
    const accountableGp = asked.text('accountableGp')
    const patient = await registerPatient(context.get('work'), {
      nhsNumber: asked.text('nhsNumber') ?? '',
      temporary: asked.boolean('temporary'),
      ...(accountableGp && { accountableGp }),
    })
    const { practice } = context.get('services')
    return fhir(context, fhirPatient(patient, practice), {
      status: 201,
      version: patient.version,
      location: `/FHIR/R4/Patient/${patient.id}`,
    })
  })

  routes.get('/Patient', VIEW, (context) => {
    const { identifier, family, birthdate } = context.req.query()
    const services = context.get('services')
    const patients = patientsOf(services)
    if (!identifier && !family && !birthdate) throw new Refusal('invalid', 'Search by identifier, family or birthdate.')
    const byNumber = identifier ? [patients.byNhsNumber(numberIn(identifier))].filter((patient) => patient !== undefined) : undefined
    const found = byNumber ?? patients.search({ ...(family && { family }), ...(birthdate && { birthDate: birthdate.replace(/^eq/, '') }) })
    const work = context.get('work')
    audited(work, {
      event: 'patients-searched',
      action: 'R',
      detail: { by: Object.keys(context.req.query()), found: found.map(({ id }) => id) },
    })
    return fhir(context, searchset(found.map((patient) => ({ resource: fhirPatient(patient, services.practice) }))))
  })

  routes.get('/Patient/:id', VIEW, async (context) => {
    if (asksToShow(context.req.param('id'))) await openPatient(context.get('work'), context.req.param('id'))
    const services = context.get('services')
    const patient = patientsOf(services).get(context.req.param('id'))
    audited(context.get('work'), { event: 'patient-viewed', action: 'R', patientId: patient.id })
    return fhir(context, fhirPatient(patient, services.practice), { version: patient.version })
  })

  routes.post('/Patient/:id/$open', VIEW, async (context) => {
    const { patient, differences } = await openPatient(context.get('work'), context.req.param('id'))
    const result = parameters([
      { name: 'patient', resource: fhirPatient(patient, context.get('services').practice) },
      { name: 'nationalVersion', valueString: patient.nationalVersion },
      ...differences.map(({ label, before, after }) => ({
        name: 'difference',
        part: [
          { name: 'field', valueString: label },
          { name: 'before', valueString: before },
          { name: 'after', valueString: after },
        ],
      })),
    ])
    return fhir(context, result, { version: patient.version })
  })

  routes.put('/Patient/:id', AMEND, async (context) => {
    const version = versionSeen(context)
    const body = await readResource(context)
    if (body['resourceType'] !== 'Patient') throw new Refusal('invalid', 'Send a Patient.')
    // Whatever else the caller put in: only the details that staff may change are read.
    const wanted = detailsOf(body as unknown as PdsPatient)
    const patient = await changePatient(context.get('work'), { id: context.req.param('id'), version, wanted })
    return fhir(context, fhirPatient(patient, context.get('services').practice), { version: patient.version })
  })

  routes.get('/Patient/:id/$unsent-changes', VIEW, (context) => {
    const services = context.get('services')
    const patient = patientsOf(services).get(context.req.param('id'))
    const list = unsentChanges(services, patient.id).map(({ id, at, userId, reason, code, changes }) => ({
      name: 'change',
      part: [
        { name: 'id', valueString: String(id) },
        { name: 'at', valueInstant: at },
        { name: 'user', valueString: userId },
        { name: 'reason', valueString: reason },
        { name: 'code', valueCode: code },
        ...changes.map(({ name, after }) => ({ name, valueString: after })),
      ],
    }))
    return fhir(context, parameters(list))
  })

  routes.get('/EpisodeOfCare', VIEW, (context) => {
    const { practice, config, ...services } = context.get('services')
    const patient = patientsOf(services).get((context.req.query('patient') ?? '').replace('Patient/', ''))
    audited(context.get('work'), { event: 'registrations-viewed', action: 'R', patientId: patient.id })
    return fhir(context, searchset(fhirEpisodes(patient, config.practice.odsCode, practice).map((resource) => ({ resource }))))
  })

  routes.post('/Patient/:id/$deduct', AMEND, async (context) => {
    const asked = new ParametersReader(await readResource(context))
    const patient = deductPatient(context.get('work'), { id: context.req.param('id'), reason: asked.text('reason') ?? 'moved away' })
    return fhir(context, fhirPatient(patient, context.get('services').practice), { version: patient.version })
  })

  routes.post('/Patient/:id/$nominate-pharmacy', requireActivity('B0424'), async (context) => {
    const version = versionSeen(context)
    const asked = new ParametersReader(await readResource(context))
    const patient = await nominatePharmacy(context.get('work'), {
      id: context.req.param('id'),
      version,
      odsCode: asked.text('odsCode') ?? '',
    })
    return fhir(context, fhirPatient(patient, context.get('services').practice), { version: patient.version })
  })
}

/** The NHS number in `system|value`, or a bare one. */
function numberIn(identifier: string): string {
  const [system, value] = identifier.includes('|') ? identifier.split('|') : [SYSTEM.nhsNumber, identifier]
  if (system !== SYSTEM.nhsNumber) throw new Refusal('invalid', `Search by NHS number: identifier=${SYSTEM.nhsNumber}|...`)
  return readNhsNumber(value ?? '')
}
