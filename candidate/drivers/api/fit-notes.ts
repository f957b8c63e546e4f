import { done, type Answer } from '../../port/answer.ts'
import { CandidateFault } from '../../port/faults.ts'
import type { FitNoteVerbs, FitNoteView } from '../../port/fit-notes.ts'
import type { Session } from '../../port/identity.ts'
import type { FhirClient, FhirRequest, Resource } from './fhir-client.ts'
import { parameters, parametersOf, type FhirParameter } from './fhir-types.ts'

/** Fit notes through the candidate's FHIR API (docs/candidate-contract/fit-notes.md). */
export function apiFitNotes(fhir: FhirClient): FitNoteVerbs {
  const ask = async <T>(session: Session, request: FhirRequest, read: (resource: Resource | undefined) => T): Promise<Answer<T>> => {
    const answer = await fhir.call(session, request)
    return answer.ok ? done(read(answer.value.resource)) : answer
  }
  const notesIn = (resource: Resource | undefined) => parametersOf(resource).flatMap((each) => (each.name === 'fitNote' ? [toFitNote(each)] : []))
  return {
    issue: (session, { patientId, advice, ...form }) => {
      const { parameter } = parameters(form) as Resource & { parameter: object[] }
      const body = { resourceType: 'Parameters', parameter: [...parameter, ...advice.map((each) => ({ name: 'advice', valueCode: each }))] }
      return ask(session, { verb: 'fitNotes.issue', method: 'POST', path: `Patient/${patientId}/$issue-fit-note`, body }, (resource) => {
        const [note] = notesIn(resource)
        if (!note) throw new CandidateFault('Expected a parameter "fitNote", saw none.')
        return note
      })
    },
    ofPatient: (session, patientId) => ask(session, { verb: 'fitNotes.ofPatient', method: 'GET', path: `Patient/${patientId}/$fit-notes` }, notesIn),
    print: (session, patientId, id) =>
      ask(session, { verb: 'fitNotes.print', method: 'POST', path: `Patient/${patientId}/$print-fit-note`, body: parameters({ fitNote: id }) }, (resource) =>
        parametersOf(resource).flatMap(({ name, valueString }) => (name === 'line' && valueString !== undefined ? [valueString] : [])),
      ),
  }
}

function toFitNote({ part = [] }: FhirParameter): FitNoteView {
  const value = (name: string) => part.find((each) => each.name === name)
  const text = (name: string) => value(name)?.valueString ?? ''
  const comments = value('comments')?.valueString
  return {
    id: text('id'),
    assessedOn: value('assessedOn')?.valueDate ?? '',
    diagnosis: text('diagnosis'),
    fitness: value('fitness')?.valueCode ?? '',
    advice: part.flatMap(({ name, valueCode }) => (name === 'advice' && valueCode !== undefined ? [valueCode] : [])),
    from: value('from')?.valueDate ?? '',
    to: value('to')?.valueDate ?? '',
    issuer: value('issuer')?.valueIdentifier?.value ?? '',
    issuerName: text('issuerName'),
    profession: text('profession'),
    issuedAt: value('issuedAt')?.valueDateTime ?? '',
    template: text('template'),
    ...(comments !== undefined && { comments }),
  }
}
