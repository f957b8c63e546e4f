import { done, type Answer } from '../../port/answer.ts'
import type { Session } from '../../port/identity.ts'
import type { SafeguardingFlag, SafeguardingVerbs, SafeguardingView } from '../../port/safeguarding.ts'
import type { FhirClient } from './fhir-client.ts'
import { parameters, parametersOf, type FhirParameter } from './fhir-types.ts'

/** Safeguarding through the candidate's FHIR API (docs/candidate-contract/safeguarding.md). */
export function apiSafeguarding(fhir: FhirClient): SafeguardingVerbs {
  const call = async (session: Session, verb: string, patientId: string, operation: string, values: Record<string, string> = {}): Promise<Answer<SafeguardingView>> => {
    const answer = await fhir.call(session, { verb: `safeguarding.${verb}`, method: 'POST', path: `Patient/${patientId}/$${operation}`, body: parameters(values) })
    return answer.ok ? done(toView(parametersOf(answer.value.resource))) : answer
  }
  return {
    open: (session, patientId) => call(session, 'open', patientId, 'safeguarding'),
    setIndicator: (session, patientId) => call(session, 'setIndicator', patientId, 'set-fgm-indicator'),
    removeIndicator: (session, patientId, reason) => call(session, 'removeIndicator', patientId, 'remove-fgm-indicator', reason === '' ? {} : { reason }),
  }
}

function toView(list: readonly FhirParameter[]): SafeguardingView {
  const problem = list.find(({ name }) => name === 'problem')?.valueString
  return {
    state: list.find(({ name }) => name === 'state')?.valueCode ?? '',
    unshared: list.some(({ name, valueBoolean }) => name === 'unshared' && valueBoolean === true),
    flags: list.filter(({ name }) => name === 'flag').map(({ part = [] }) => toFlag(part)),
    ...(problem !== undefined && { problem }),
  }
}

function toFlag(part: readonly FhirParameter[]): SafeguardingFlag {
  const text = (wanted: string) => part.find(({ name }) => name === wanted)?.valueString
  const [plan, authority] = [text('plan'), text('authority')]
  return {
    code: part.find(({ name }) => name === 'code')?.valueCode ?? '',
    telephones: part.filter(({ name }) => name === 'telephone').map(({ valueString }) => valueString ?? ''),
    ...(plan !== undefined && { plan }),
    ...(authority !== undefined && { authority }),
  }
}
