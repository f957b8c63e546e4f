import { done } from '../../port/answer.ts'
import type { Im1Verbs } from '../../port/im1.ts'
import type { AppAnswer } from '../../port/patient-facing.ts'
import type { FhirClient } from './fhir-client.ts'
import { parameters, parametersOf } from './fhir-types.ts'
import type { HttpClient } from './http.ts'
import { parse } from './patient-facing.ts'

/** Online accounts through the candidate's API, and IM1 as apps call it (docs/candidate-contract/im1.md). */
export function apiIm1(http: HttpClient, fhir: FhirClient): Im1Verbs {
  const post = async (path: string, headers: Readonly<Record<string, string>>, body?: object): Promise<AppAnswer> => {
    const { status, headers: answered, body: text, exchange } = await http.send({
      verb: `im1.${path}`,
      method: 'POST',
      url: `im1-pfs-auth/${path}`,
      headers: { accept: 'application/json', ...(body && { 'content-type': 'application/json' }), ...headers },
      ...(body && { body: JSON.stringify(body) }),
    })
    return { status, headers: answered, json: parse(text), text, exchange }
  }
  return {
    async handOutKey(session, patientId) {
      const answer = await fhir.call(session, { verb: 'im1.handOutKey', method: 'POST', path: `Patient/${patientId}/$linkage-key`, body: parameters({}) })
      if (!answer.ok) return answer
      const list = parametersOf(answer.value.resource)
      const text = (name: string) => list.find((each) => each.name === name)?.valueString ?? ''
      return done({ accountId: text('accountId'), linkageKey: text('linkageKey') })
    },
    async endAccount(session, patientId) {
      const answer = await fhir.call(session, { verb: 'im1.endAccount', method: 'POST', path: `Patient/${patientId}/$end-online-account`, body: parameters({}) })
      return answer.ok ? done(undefined) : answer
    },
    link: (details) => post('linkage', {}, details),
    authenticate: (headers) => post('authenticate', headers),
  }
}
