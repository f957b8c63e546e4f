import { done } from '../../port/answer.ts'
import type { NotificationVerbs, SubscriptionView } from '../../port/notifications.ts'
import type { FhirClient } from './fhir-client.ts'

interface Parameter {
  name?: string
  valueString?: string
  part?: Parameter[]
}

/** Subscriptions through the candidate's FHIR API (docs/candidate-contract/notifications.md). */
export function apiNotifications(fhir: FhirClient): NotificationVerbs {
  return {
    async subscribe(session) {
      const answer = await fhir.call(session, { verb: 'notifications.subscribe', method: 'POST', path: 'Organization/$subscribe-to-events', body: { resourceType: 'Parameters' } })
      return answer.ok ? done(((answer.value.resource?.['parameter'] ?? []) as Parameter[]).filter(({ name }) => name === 'subscription').map(toView)) : answer
    },
    async follow(session, patientId) {
      const answer = await fhir.call(session, { verb: 'notifications.follow', method: 'POST', path: `Patient/${patientId}/$follow`, body: { resourceType: 'Parameters' } })
      return answer.ok ? done({ id: ((answer.value.resource?.['parameter'] ?? []) as Parameter[]).find(({ name }) => name === 'subscription')?.valueString ?? '' }) : answer
    },
  }
}

function toView({ part = [] }: Parameter): SubscriptionView {
  const text = (name: string) => part.find((each) => each.name === name)?.valueString ?? ''
  return { id: text('id'), criteria: text('criteria') }
}
