import { done, type Answer } from '../../port/answer.ts'
import type { Session } from '../../port/identity.ts'
import type { RegistrationsMiVerbs, WaitingEvent } from '../../port/registrations-mi.ts'
import type { FhirClient, FhirRequest } from './fhir-client.ts'
import { parameters, parametersOf } from './fhir-types.ts'

/** Management information about registrations through the candidate's FHIR API (docs/candidate-contract/registrations-mi.md). */
export function apiRegistrationsMi(fhir: FhirClient): RegistrationsMiVerbs {
  const list = async (session: Session, request: FhirRequest): Promise<Answer<WaitingEvent[]>> => {
    const answer = await fhir.call(session, request)
    if (!answer.ok) return answer
    const events = parametersOf(answer.value.resource).filter((each) => each.name === 'event')
    return done(
      events.map(({ part = [] }) => {
        const value = (name: string) => {
          const found = part.find((each) => each.name === name)
          return found?.valueCode ?? found?.valueString
        }
        const problem = value('problem')
        return { kind: value('kind') ?? '', conversation: value('conversation') ?? '', state: value('state') ?? '', ...(problem !== undefined && { problem }) }
      }),
    )
  }
  return {
    waiting: (session) => list(session, { verb: 'registrationsMi.waiting', method: 'GET', path: '$registration-events' }),
    send: (session) => list(session, { verb: 'registrationsMi.send', method: 'POST', path: '$send-registration-events', body: parameters({}) }),
  }
}
