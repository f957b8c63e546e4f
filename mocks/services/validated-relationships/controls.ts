import type { Environment } from '../../kit/environment.ts'
import { GRANTOR, NHS_NUMBER, patientOf, performerOf, STATUS_REASON } from './consent.ts'
import type { Person, Relationship, Resource, VrsState } from './state.ts'

/** What others do with proxy roles, and what there is to see of them. */
export const controls = {
  /** Somebody who can be included in an answer. */
  putPerson(state: VrsState, person: Person): void {
    state.people.set(person.nhsNumber, person)
  },

  /** Somebody has a proxy role; gives its id. `resource` is a whole Consent instead of a description. */
  putConsent(
    state: VrsState,
    args: { proxy?: string; patient?: string; status?: string; legalBasis?: string; reason?: string; practice?: string; until?: string; id?: string; resource?: Resource },
    environment: Environment,
  ): { id: string } {
    const { proxy, patient, status = 'active', legalBasis = 'consent', reason = 'ROLE_CREATED', practice = 'A99901', until } = args
    const id = args.id ?? environment.random.uuid()
    const number = (value: string | undefined) => ({ identifier: { system: NHS_NUMBER, value } })
    const now = new Date(environment.clock.now()).toISOString()
    state.consents.set(
      id,
      args.resource
        ? { ...args.resource, id }
        : {
            resourceType: 'Consent',
            id,
            meta: { lastUpdated: now },
            status,
            scope: { coding: [{ system: 'https://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy', display: 'Privacy Consent' }] },
            category: [{ coding: [{ system: 'https://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'INFA', display: 'information access' }] }],
            patient: number(patient),
            dateTime: now,
            performer: [number(proxy)],
            policyRule: { coding: [{ system: 'https://fhir.nhs.uk/England/CodeSystem/England-NHSProxyLegalBasis', code: legalBasis }] },
            provision: { type: 'permit', actor: [{ reference: number(proxy) }], period: { start: now, ...(until !== undefined && { end: until }) } },
            extension: [
              { url: STATUS_REASON, valueCodeableConcept: { coding: [{ system: 'https://fhir.nhs.uk/England/CodeSystem/England-ConsentStatusReason', code: reason }] } },
              { url: GRANTOR, valueReference: { identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: practice } } },
            ],
          },
    )
    return { id }
  },

  /** Authoritative sources confirm that somebody is a child's mother, or a mother's child. */
  putRelationship(state: VrsState, args: { proxy: string; patient: string; is?: Relationship['is']; id?: string }, environment: Environment): { id: string } {
    const { proxy, patient, is = 'mother', id = environment.random.uuid() } = args
    state.relationships.push({ id, proxy, patient, is })
    return { id }
  },

  /** Somebody's record is invalid, or their practice cannot be found. */
  putTrouble(state: VrsState, { nhsNumber, trouble }: { nhsNumber: string; trouble: 'invalidated' | 'no-practice' }): void {
    const numbers = trouble === 'invalidated' ? state.invalidated : state.withoutPractice
    numbers.add(nhsNumber)
  },

  /** Proxy roles in which somebody is the patient or the proxy, oldest first. */
  listConsents(state: VrsState, { nhsNumber }: { nhsNumber: string }): Resource[] {
    return [...state.consents.values()].filter((consent) => patientOf(consent) === nhsNumber || performerOf(consent) === nhsNumber)
  },

  /** Requests for proxy access, by the ids under which they can be read. */
  listRequests(state: VrsState): string[] {
    return [...state.requests.keys()]
  },
}
