import { done } from '../../port/answer.ts'
import { CandidateFault } from '../../port/faults.ts'
import type { TransferredEntry, TransferVerbs, TransferView } from '../../port/transfers.ts'
import type { FhirClient } from './fhir-client.ts'
import { parameters, parametersOf, partText, type FhirParameter } from './fhir-types.ts'

/** Record transfers through the candidate's FHIR API (docs/candidate-contract/gp2gp.md). */
export function apiTransfers(fhir: FhirClient): TransferVerbs {
  return {
    ofPatient: async (session, patientId) => {
      const answer = await fhir.call(session, { verb: 'transfers.ofPatient', method: 'GET', path: `Patient/${patientId}/$record-transfers` })
      return answer.ok ? done(parametersOf(answer.value.resource).filter(({ name }) => name === 'transfer').map(transferView)) : answer
    },
    record: async (session, patientId) => {
      const answer = await fhir.call(session, { verb: 'transfers.record', method: 'GET', path: `Patient/${patientId}/$transferred-record` })
      return answer.ok ? done(parametersOf(answer.value.resource).filter(({ name }) => name === 'entry').map(entryView)) : answer
    },
    review: async (session, entry, { acknowledge = [], ...decision }) => {
      const body = parameters({ entry, ...decision })
      const said = acknowledge.map(({ warning, reason }) => ({ name: 'acknowledge', part: [{ name: 'warning', valueString: warning }, { name: 'reason', valueString: reason }] }))
      const parameter = [...((body['parameter'] ?? []) as unknown[]), ...said]
      const answer = await fhir.call(session, { verb: 'transfers.review', method: 'POST', path: '$review-transferred-entry', body: { ...body, parameter } })
      if (!answer.ok) return answer
      const [reviewed] = parametersOf(answer.value.resource)
      if (!reviewed) throw new CandidateFault('Expected the reviewed entry, saw no parameter.')
      return done(entryView(reviewed))
    },
    askAgain: async (session, patientId) => {
      const answer = await fhir.call(session, { verb: 'transfers.askAgain', method: 'POST', path: `Patient/${patientId}/$ask-for-record-again`, body: parameters({}) })
      return answer.ok ? done(undefined) : answer
    },
    enable: async (session, on) => {
      const answer = await fhir.call(session, { verb: 'transfers.enable', method: 'POST', path: 'Organization/$record-transfers', body: parameters({ enabled: on }) })
      return answer.ok ? done(undefined) : answer
    },
  }
}

function transferView(parameter: FhirParameter): TransferView {
  const code = partText(parameter, 'code')
  return {
    id: partText(parameter, 'id') ?? '',
    direction: partText(parameter, 'direction') ?? '',
    practice: partText(parameter, 'practice') ?? '',
    state: partText(parameter, 'state') ?? '',
    ...(code !== undefined && { code }),
  }
}

function entryView(parameter: FhirParameter): TransferredEntry {
  const flag = (name: string) => parameter.part?.find((each) => each.name === name)?.valueBoolean === true
  const marks = parameter.part?.filter((each) => each.name === 'mark').flatMap(({ valueCode }) => valueCode ?? []) ?? []
  const known = Object.fromEntries(['code', 'text', 'dosage', 'repeats', 'reason'].map((name) => [name, partText(parameter, name)]).filter(([, value]) => value !== undefined)) as Pick<TransferredEntry, 'code' | 'text' | 'dosage' | 'repeats' | 'reason'>
  return {
    id: partText(parameter, 'id') ?? '',
    kind: partText(parameter, 'kind') ?? '',
    state: partText(parameter, 'state') ?? '',
    degraded: flag('degraded'),
    term: partText(parameter, 'term') ?? '',
    ...known,
    ...(flag('ended') && { ended: true }),
    ...(marks.length > 0 && { marks }),
  }
}
