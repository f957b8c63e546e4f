import { done, type Answer } from '../../port/answer.ts'
import { CandidateFault } from '../../port/faults.ts'
import type { Session } from '../../port/identity.ts'
import type { ImmunisationVerbs, VaccinationView } from '../../port/immunisations.ts'
import type { FhirClient, FhirRequest, Resource } from './fhir-client.ts'
import { entriesOf, parameters, type FhirExtension, type FhirIdentifier } from './fhir-types.ts'

const SNOMED = 'http://snomed.info/sct'
const STATE = 'https://assay.example/StructureDefinition/vaccination-state'

/** Vaccinations through the candidate's FHIR API (docs/candidate-contract/immunisations.md). */
export function apiImmunisations(fhir: FhirClient): ImmunisationVerbs {
  const one = async (session: Session, request: FhirRequest): Promise<Answer<VaccinationView>> => {
    const answer = await fhir.call(session, request)
    return answer.ok ? done(toView(answer.value.resource)) : answer
  }
  const list = async (session: Session, request: FhirRequest): Promise<Answer<VaccinationView[]>> => {
    const answer = await fhir.call(session, request)
    return answer.ok ? done(entriesOf(answer.value.resource).map(toView)) : answer
  }
  return {
    record: (session, { patientId, product, givenAt, lotNumber }) =>
      one(session, {
        verb: 'immunisations.record',
        method: 'POST',
        path: 'Immunization',
        body: {
          resourceType: 'Immunization',
          status: 'completed',
          vaccineCode: { coding: [{ system: SNOMED, code: product.code, display: product.term }] },
          patient: { reference: `Patient/${patientId}` },
          occurrenceDateTime: givenAt,
          lotNumber,
        },
      }),
    sendAgain: (session, id) => one(session, { verb: 'immunisations.sendAgain', method: 'POST', path: `Immunization/${id}/$send-again`, body: parameters({}) }),
    readNational: (session, patientId) => list(session, { verb: 'immunisations.readNational', method: 'POST', path: `Patient/${patientId}/$read-vaccinations`, body: parameters({}) }),
    ofPatient: (session, patientId) => list(session, { verb: 'immunisations.ofPatient', method: 'GET', path: `Immunization?patient=Patient/${patientId}` }),
  }
}

type Coded = { coding?: { system?: string; code?: string }[] }

function toView(resource: Resource | undefined): VaccinationView {
  const shown = (resource ?? {}) as {
    resourceType?: string
    id?: string
    extension?: FhirExtension[]
    vaccineCode?: Coded
    occurrenceDateTime?: string
    lotNumber?: string
    location?: { identifier?: FhirIdentifier }
    protocolApplied?: { targetDisease?: Coded[] }[]
  }
  if (shown.resourceType !== 'Immunization' || !shown.id) throw new CandidateFault(`Expected an Immunization with an id, saw ${shown.resourceType ?? 'nothing'}.`)
  const organisation = shown.location?.identifier?.value
  return {
    id: shown.id,
    product: shown.vaccineCode?.coding?.[0]?.code ?? '',
    diseases: shown.protocolApplied?.[0]?.targetDisease?.map(({ coding }) => coding?.[0]?.code ?? '') ?? [],
    givenAt: shown.occurrenceDateTime ?? '',
    state: shown.extension?.find(({ url }) => url === STATE)?.valueCode ?? '',
    ...(shown.lotNumber !== undefined && { lotNumber: shown.lotNumber }),
    ...(organisation !== undefined && { organisation }),
  }
}
