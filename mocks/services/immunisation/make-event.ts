import type { Random } from '../../kit/random.ts'
import type { Json } from './json.ts'
import data from './procedures.json' with { type: 'json' }
import { diseasesOf } from './targets.ts'
import { SYSTEM } from './systems.ts'

/** A vaccination in few words, as another system would have recorded it. */
export interface EventDescription {
  nhsNumber: string
  target: string
  /** ISO instant. */
  at: string
  given?: string
  family?: string
  birthDate?: string
  gender?: string
  postcode?: string
  /** SNOMED CT procedure and product, with their terms. */
  procedure?: { code: string; term: string }
  product?: { code: string; term: string }
  /** ODS code of the organisation that gave it. */
  organisation?: string
  lotNumber?: string
  identifier?: { system: string; value: string }
}

/** Procedures of published events; for the others that of giving any vaccine. */
const PROCEDURES: Readonly<Record<string, { code: string; term: string }>> = data.procedures
const ANY_VACCINE = data.anyVaccine
/** A product that nobody has told, as the published event with mandatory fields only has it. */
const UNKNOWN = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-NullFlavor', code: 'UNK', display: 'Unknown' }] }

/** The FHIR Immunization of a described vaccination. */
export function makeEvent(description: EventDescription, random: Random): Json {
  const { nhsNumber, target, at, organisation = 'FZ901', lotNumber, procedure, product } = description
  const coded = ({ code, term }: { code: string; term: string }) => ({ coding: [{ system: SYSTEM.snomed, code, display: term }] })
  return {
    resourceType: 'Immunization',
    contained: [
      {
        resourceType: 'Patient',
        id: 'Pat1',
        identifier: [{ system: SYSTEM.nhsNumber, value: nhsNumber }],
        name: [{ family: description.family ?? 'Unknown', given: [description.given ?? 'Unknown'] }],
        gender: description.gender ?? 'unknown',
        birthDate: description.birthDate ?? '1984-03-14',
        address: [{ postalCode: description.postcode ?? 'ZZ99 3VZ' }],
      },
    ],
    extension: [{ url: SYSTEM.procedure, valueCodeableConcept: coded(procedure ?? PROCEDURES[target] ?? ANY_VACCINE) }],
    identifier: [description.identifier ?? { system: 'https://pharmacy.example/identifiers/vacc', value: random.uuid() }],
    status: 'completed',
    vaccineCode: product ? coded(product) : UNKNOWN,
    patient: { reference: '#Pat1' },
    occurrenceDateTime: at,
    recorded: at,
    primarySource: true,
    location: { type: 'Location', identifier: { value: organisation, system: 'https://fhir.nhs.uk/Id/ods-organization-code' } },
    ...(lotNumber !== undefined && { lotNumber }),
    performer: [{ actor: { type: 'Organization', identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: organisation } } }],
    protocolApplied: [{ targetDisease: diseasesOf(target).map((disease) => coded(disease)), doseNumberPositiveInt: 1 }],
  }
}
