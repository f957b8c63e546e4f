import type { Environment } from '../../kit/environment.ts'
import type { Entry, HistoryState } from './state.ts'
import targets from './targets.json' with { type: 'json' }

const TARGETS = targets as Record<string, { procedures: string[]; disease: string }>
const SNOMED = 'http://snomed.info/sct'
const ODS = 'https://fhir.nhs.uk/Id/ods-organization-code'

/** What is in the history of somebody. */
export const controls = {
  /** A vaccination comes into the history; `target` is `COVID19`, `FLU` or `HPV`. */
  putVaccination(state: HistoryState, { nhsNumber, target, at, organisation = 'FZ901', birthDate }: { nhsNumber: string; target: string; at?: string; organisation?: string; birthDate?: string }, environment: Environment): Entry {
    const known = TARGETS[target]
    if (!known) throw new Error(`Failed to put a vaccination: saw target ${target}, expected one of ${Object.keys(TARGETS).join(', ')}.`)
    const procedure = known.procedures[0]!
    const when = at ?? new Date(environment.clock.now()).toISOString()
    const concept = (code: string) => ({ coding: [{ system: SNOMED, code }] })
    const entry: Entry = {
      nhsNumber,
      target,
      procedure,
      ...(birthDate !== undefined && { birthDate }),
      resource: {
        resourceType: 'Immunization',
        id: environment.random.uuid(),
        extension: [{ url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-VaccinationProcedure', valueCodeableConcept: concept(procedure) }],
        identifier: [{ use: 'official', system: 'https://pharmacy.example/identifiers/vacc', value: environment.random.uuid() }],
        status: 'completed',
        vaccineCode: concept('39114911000001105'),
        occurrenceDateTime: when,
        recorded: when,
        primarySource: true,
        location: { identifier: { system: ODS, value: organisation } },
        performer: [{ actor: { type: 'Organization', identifier: { system: ODS, value: organisation } } }],
        protocolApplied: [{ targetDisease: [concept(known.disease)], doseNumberPositiveInt: 1 }],
      },
    }
    state.entries.push(entry)
    return entry
  },
}
