import { behaviour } from '../behaviour.ts'
import { SYSTEM } from '../fhir/resource.ts'
import type { Vaccination } from '../immunisations/vaccination.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import type { Work } from '../work.ts'
import { refusalFor, unreadableAnswer, type Answer } from './answer.ts'
import { isObject, type JsonObject } from './json.ts'

export const IMMUNISATIONS = 'The national immunisation service'

const BASE = '/immunisation-fhir-api/FHIR/R4/Immunization'
const PROCEDURE = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-VaccinationProcedure'
/** Under which this practice's vaccinations are known nationally. */
export const OWN_SYSTEM = 'https://assay.example/Id/vaccination'

/** A vaccination as the national service is given it. Source: Immunisation FHIR API, Record a vaccination given to a patient. */
export const immunizationOf = behaviour(
  'immunisations.immunizationOf',
  ({ services }: Work, { nhsNumber, national }: RegisteredPatient, { reference, givenAt, vaccine, lotNumber, recordedAt }: Vaccination): JsonObject => {
    const coded = ({ code, term }: { code: string; term: string }) => ({ coding: [{ system: SYSTEM.snomed, code, display: term }] })
    const name = national.name?.find(({ use }) => use === 'usual') ?? national.name?.[0]
    const organisation = { system: SYSTEM.odsCode, value: services.config.practice.odsCode }
    return {
      resourceType: 'Immunization',
      contained: [
        {
          resourceType: 'Patient',
          id: 'Pat1',
          identifier: [{ system: SYSTEM.nhsNumber, value: nhsNumber }],
          name: [{ family: name?.family, given: name?.given }],
          gender: national.gender ?? 'unknown',
          birthDate: national.birthDate,
          address: [{ postalCode: national.address?.[0]?.postalCode ?? 'ZZ99 3CZ' }],
        },
      ],
      extension: [{ url: PROCEDURE, valueCodeableConcept: coded(vaccine.procedure) }],
      identifier: [{ system: OWN_SYSTEM, value: reference }],
      status: 'completed',
      vaccineCode: coded(vaccine.product),
      patient: { reference: '#Pat1' },
      occurrenceDateTime: seconds(givenAt),
      recorded: seconds(recordedAt),
      primarySource: true,
      lotNumber,
      location: { type: 'Location', identifier: organisation },
      performer: [{ actor: { type: 'Organization', identifier: organisation } }],
      protocolApplied: [{ targetDisease: vaccine.diseases.map(coded), doseNumberPositiveInt: 1 }],
    }
  },
)

/** `2026-03-01T09:30:00+00:00`, as the service wants instants. */
const seconds = (instant: string) => `${instant.slice(0, 19)}+00:00`

/** Sends a vaccination; an identifier the service knows already means that it has it. */
export async function sendVaccination(work: Work, immunization: JsonObject): Promise<void> {
  const { platform } = work.services
  const answer = await platform.call({ service: IMMUNISATIONS, as: 'application', correlationId: work.interaction, method: 'POST', path: BASE, body: immunization })
  if (answer.status === 201 || isKnown(answer)) return
  throw answer.status >= 400 ? refusalFor(IMMUNISATIONS, answer) : unreadableAnswer(IMMUNISATIONS, `${answer.status} to a vaccination`)
}

/** Whether the service has this vaccination already: it was sent before, and the answer was lost. */
export const isKnown = behaviour('immunisations.isKnown', ({ status }: Answer): boolean => status === 422)

/** What others have recorded of a patient: completed events, as the service gives them. */
export async function findVaccinations(work: Work, nhsNumber: string, targets: readonly string[]): Promise<JsonObject[]> {
  const body = new URLSearchParams([['patient.identifier', `${SYSTEM.nhsNumber}|${nhsNumber}`], ['-immunization.target', targets.join(',')]]).toString()
  const answer = await work.services.platform.call({
    service: IMMUNISATIONS,
    as: 'application',
    correlationId: work.interaction,
    method: 'POST',
    path: `${BASE}/_search`,
    body: new TextEncoder().encode(body),
    mediaType: 'application/x-www-form-urlencoded',
  })
  if (answer.status >= 400) throw refusalFor(IMMUNISATIONS, answer)
  if (answer.body['resourceType'] !== 'Bundle') throw unreadableAnswer(IMMUNISATIONS, 'no Bundle')
  const entries = Array.isArray(answer.body['entry']) ? answer.body['entry'].filter(isObject) : []
  return entries.map(({ resource }) => resource).filter(isObject).filter(({ resourceType }) => resourceType === 'Immunization')
}
