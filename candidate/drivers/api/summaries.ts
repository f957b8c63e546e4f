import { done, type Answer } from '../../port/answer.ts'
import type { Session } from '../../port/identity.ts'
import type { SummaryStatus, SummaryVerbs } from '../../port/summaries.ts'
import type { FhirClient, Resource } from './fhir-client.ts'
import { parameters, parametersOf } from './fhir-types.ts'

/** Summary Care Records through the candidate's FHIR API (docs/candidate-contract/summaries.md). */
export function apiSummaries(fhir: FhirClient): SummaryVerbs {
  const status = async (session: Session, verb: string, path: string, body: Resource): Promise<Answer<SummaryStatus>> => {
    const answer = await fhir.call(session, { verb, method: 'POST', path, body })
    if (!answer.ok) return answer
    const text = reader(answer.value.resource)
    const why = text('why')
    return done({ state: text('state') ?? '', ...(why !== undefined && { why }) })
  }
  return {
    bringUpToDate: (session, patientId) => status(session, 'summaries.bringUpToDate', `Patient/${patientId}/$send-summary`, parameters({})),
    setPreference: (session, patientId, preference) =>
      status(session, 'summaries.setPreference', `Patient/${patientId}/$summary-preference`, parameters({ preference })),
    async chooseInterface(session, chosen) {
      const answer = await fhir.call(session, { verb: 'summaries.chooseInterface', method: 'POST', path: 'Organization/$summary-interface', body: parameters({ interface: chosen }) })
      return answer.ok ? done(undefined) : answer
    },
    async view(session, patientId, { ground, why } = {}) {
      const answer = await fhir.call(session, { verb: 'summaries.view', method: 'POST', path: `Patient/${patientId}/$view-summary`, body: parameters({ ground, why }) })
      if (!answer.ok) return answer
      const list = parametersOf(answer.value.resource)
      const text = reader(answer.value.resource)
      const [author, practice] = [text('author'), text('practice')]
      const sections = list.filter(({ name }) => name === 'section').map(({ part = [] }) => part.map(({ valueString }) => valueString ?? '').join('\n'))
      return done({
        found: list.find(({ name }) => name === 'found')?.valueBoolean === true,
        text: sections.join('\n'),
        ...(author !== undefined && { author }),
        ...(practice !== undefined && { practice }),
      })
    },
  }
}

function reader(resource: Resource | undefined): (name: string) => string | undefined {
  const list = parametersOf(resource)
  return (name) => {
    const found = list.find((each) => each.name === name)
    return found?.valueString ?? found?.valueCode
  }
}
