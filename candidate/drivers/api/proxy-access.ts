import { done, type Answer } from '../../port/answer.ts'
import type { Session } from '../../port/identity.ts'
import type { ProxiesView, ProxyAccessVerbs } from '../../port/proxy-access.ts'
import type { FhirClient, Resource } from './fhir-client.ts'
import { parameters, parametersOf, partText } from './fhir-types.ts'

/** Proxy access through the candidate's FHIR API (docs/candidate-contract/proxy-access.md). */
export function apiProxyAccess(fhir: FhirClient): ProxyAccessVerbs {
  const change = async (session: Session, verb: string, patientId: string, body: Resource): Promise<Answer<void>> => {
    const answer = await fhir.call(session, { verb: `proxyAccess.${verb}`, method: 'POST', path: `Patient/${patientId}/$${verb}-proxy`, body })
    return answer.ok ? done(undefined) : answer
  }
  return {
    async open(session, patientId) {
      const answer = await fhir.call(session, { verb: 'proxyAccess.open', method: 'GET', path: `Patient/${patientId}/$proxies` })
      return answer.ok ? done(toView(answer.value.resource)) : answer
    },
    grant: (session, patientId, proxy, basis) => change(session, 'grant', patientId, parameters({ proxy, basis })),
    decide: (session, patientId, role, { accepted, reason }) => change(session, 'decide', patientId, parameters({ role, accepted, reason })),
    end: (session, patientId, role, reason) => change(session, 'end', patientId, parameters({ role, reason })),
  }
}

function toView(resource: Resource | undefined): ProxiesView {
  const list = parametersOf(resource)
  const problem = list.find(({ name }) => name === 'problem')?.valueString
  return {
    state: list.find(({ name }) => name === 'state')?.valueCode ?? '',
    ...(problem !== undefined && { problem }),
    proxies: list
      .filter(({ name }) => name === 'role')
      .map((each) => {
        const [name, until] = [partText(each, 'name'), partText(each, 'until')]
        return {
          id: partText(each, 'id') ?? '',
          status: partText(each, 'status') ?? '',
          proxy: partText(each, 'proxy') ?? '',
          basis: partText(each, 'basis') ?? '',
          ...(name !== undefined && { name }),
          ...(until !== undefined && { until }),
        }
      }),
  }
}
