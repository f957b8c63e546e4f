import { done, type Answer } from '../../port/answer.ts'
import { CandidateFault } from '../../port/faults.ts'
import type { ExtractVerbs, ExtractView } from '../../port/extracts.ts'
import type { Session } from '../../port/identity.ts'
import type { FhirClient, FhirRequest, Resource } from './fhir-client.ts'
import { parameters, parametersOf, type FhirParameter } from './fhir-types.ts'

/** What a practice reports and extracts, through the candidate's FHIR API (docs/candidate-contract/extracts.md). */
export function apiExtracts(fhir: FhirClient): ExtractVerbs {
  const ask = async <T>(session: Session, request: FhirRequest, read: (resource: Resource | undefined) => T): Promise<Answer<T>> => {
    const answer = await fhir.call(session, request)
    return answer.ok ? done(read(answer.value.resource)) : answer
  }
  const nothing = () => undefined
  return {
    list: (session) =>
      ask(session, { verb: 'extracts.list', method: 'GET', path: '$extracts' }, (resource) => ({
        liveSince: parametersOf(resource).find(({ name }) => name === 'liveSince')?.valueDate ?? '',
        extracts: extractsIn(resource),
      })),
    submit: (session, kind, day) => ask(session, { verb: 'extracts.submit', method: 'POST', path: '$submit-extract', body: parameters({ kind, day }) }, oneIn),
    disclose: (session, { codes, ...rest }) => {
      const { parameter } = parameters(rest) as Resource & { parameter: object[] }
      const body = { resourceType: 'Parameters', parameter: [...parameter, ...codes.map((code) => ({ name: 'code', valueCode: code }))] }
      return ask(session, { verb: 'extracts.disclose', method: 'POST', path: '$disclose', body }, oneIn)
    },
    agree: (session, collection, agreed) => ask(session, { verb: 'extracts.agree', method: 'POST', path: '$agree-to-collection', body: parameters({ collection, agreed }) }, nothing),
    decideTypeOne: (session, patientId, optedOut) =>
      ask(session, { verb: 'extracts.decideTypeOne', method: 'POST', path: `Patient/${patientId}/$data-opt-out`, body: parameters({ optedOut }) }, nothing),
    hasOptedOut: (session, patientId) =>
      ask(session, { verb: 'extracts.hasOptedOut', method: 'GET', path: `Patient/${patientId}/$data-opt-out` }, (resource) => parametersOf(resource).some(({ name, valueBoolean }) => name === 'optedOut' && valueBoolean === true)),
    recordFgm: (session, { patientId, ...details }) =>
      ask(session, { verb: 'extracts.recordFgm', method: 'POST', path: `Patient/${patientId}/$record-fgm`, body: parameters(details) }, nothing),
  }
}

const extractsIn = (resource: Resource | undefined): ExtractView[] => parametersOf(resource).flatMap((each) => (each.name === 'extract' ? [toExtract(each)] : []))

function oneIn(resource: Resource | undefined): ExtractView {
  const [found] = extractsIn(resource)
  if (!found) throw new CandidateFault('Expected a parameter "extract", saw none.')
  return found
}

function toExtract({ part = [] }: FhirParameter): ExtractView {
  const value = (name: string) => part.find((each) => each.name === name)
  const [from, to, problem] = [value('from')?.valueDate, value('to')?.valueDate, value('problem')?.valueString]
  return {
    reference: value('reference')?.valueString ?? '',
    kind: value('kind')?.valueCode ?? '',
    state: value('state')?.valueCode ?? '',
    records: value('records')?.valueInteger ?? 0,
    excludedHere: value('excludedHere')?.valueInteger ?? 0,
    excludedNationally: value('excludedNationally')?.valueInteger ?? 0,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(problem !== undefined && { problem }),
  }
}
