import { done, type Answer } from '../../port/answer.ts'
import type { Session } from '../../port/identity.ts'
import type { ProblemVerbs, ProblemView } from '../../port/problems.ts'
import type { FhirClient, FhirRequest, Resource } from './fhir-client.ts'
import { entriesOf, parameters, parametersOf, partText, type FhirConcept, type FhirExtension } from './fhir-types.ts'

const SNOMED = 'http://snomed.info/sct'
const STATE = 'https://assay.example/StructureDefinition/code-state'

/** Problems through the candidate's FHIR API (docs/candidate-contract/problems.md). */
export function apiProblems(fhir: FhirClient): ProblemVerbs {
  const list = async (session: Session, request: FhirRequest): Promise<Answer<ProblemView[]>> => {
    const answer = await fhir.call(session, request)
    return answer.ok ? done(entriesOf(answer.value.resource).map(toView)) : answer
  }
  return {
    async findCodes(session, kind, words) {
      const answer = await fhir.call(session, { verb: 'problems.findCodes', method: 'GET', path: `$find-codes?kind=${kind}&text=${encodeURIComponent(words)}` })
      if (!answer.ok) return answer
      const choices = parametersOf(answer.value.resource).filter(({ name }) => name === 'choice')
      return done(
        choices.map((each) => {
          const level = partText(each, 'level')
          return { code: partText(each, 'code') ?? '', term: partText(each, 'term') ?? '', ...(level !== undefined && { level }) }
        }),
      )
    },
    async record(session, patientId, { code, term, text }) {
      const body = {
        resourceType: 'Condition',
        subject: { reference: `Patient/${patientId}` },
        code: { coding: [{ system: SNOMED, code, display: term }] },
        ...(text !== undefined && { note: [{ text }] }),
      }
      const answer = await fhir.call(session, { verb: 'problems.record', method: 'POST', path: 'Condition', body })
      return answer.ok ? done(toView(answer.value.resource)) : answer
    },
    ofPatient: (session, patientId) => list(session, { verb: 'problems.ofPatient', method: 'GET', path: `Condition?patient=Patient/${patientId}` }),
    checkCodes: (session, patientId) => list(session, { verb: 'problems.checkCodes', method: 'POST', path: `Patient/${patientId}/$check-codes`, body: parameters({}) }),
  }
}

function toView(resource: Resource | undefined): ProblemView {
  const { id, code, note, extension } = (resource ?? {}) as { id?: string; code?: FhirConcept; note?: { text?: string }[]; extension?: FhirExtension[] }
  const coding = code?.coding?.find(({ system }) => system === SNOMED)
  const text = note?.[0]?.text
  return {
    id: id ?? '',
    code: coding?.code ?? '',
    term: coding?.display ?? '',
    ...(text !== undefined && { text }),
    state: extension?.find(({ url }) => url === STATE)?.valueCode ?? 'checked',
  }
}
