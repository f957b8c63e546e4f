import { application } from '../../../kit/access.ts'
import { route } from '../../../kit/route.ts'
import { answered, searchset, tokenIn } from '../answer.ts'
import { capability, newestOf } from '../capability.ts'
import { DEFINITIONS } from '../definitions.ts'
import { reject } from '../errors.ts'
import { passedOn, requireCaller, requireIds, requireVersion } from '../headers.ts'
import type { BarsState } from '../state.ts'
import { SYSTEM } from '../systems.ts'

/** What the target can do; without a target, what the proxy can. */
export const getMetadata = route<BarsState>({
  operation: 'getMetadata',
  method: 'GET',
  path: '/metadata',
  access: [application()],
  handle(call) {
    const url = `${call.baseUrl}/booking-and-referral/FHIR/R4`
    if (call.header('nhsd-target-identifier')) {
      const receiver = passedOn(call)
      return answered(call, capability(call.state, { ...receiver, version: newestOf(receiver), url }))
    }
    requireIds(call)
    const version = requireVersion(call)
    requireCaller(call)
    return answered(call, capability(call.state, { name: 'BaRS API', version, url, messages: DEFINITIONS.map(({ event }) => event), bookable: true }))
  },
})

const CLAUSE = 'BaRS API 1.4.0, Get Message Definition'

/** Which messages the target takes for a service and a use case, and what has to be in them. */
export const getMessageDefinitions = route<BarsState>({
  operation: 'getMessageDefinitions',
  method: 'GET',
  path: '/MessageDefinition',
  access: [application()],
  handle(call) {
    const receiver = passedOn(call)
    const contexts = call.query.getAll('context').map(tokenIn).filter((value) => value !== '')
    if (contexts.length === 0) reject(call, 'REC_BAD_REQUEST-required', { rule: 'context', detail: 'context was not included.', clause: CLAUSE, pointer: 'context' })
    const [service, useCase] = contexts
    if (service !== receiver.serviceId)
      reject(call, 'REC_BAD_REQUEST-value', { rule: 'context', detail: `context names ${service}, which is not the service ${receiver.serviceId}.`, clause: CLAUSE, pointer: 'context' })
    const supported = useCase === undefined || receiver.useCases.includes(useCase)
    const found = DEFINITIONS.filter(({ event, category }) => supported && receiver.messages.includes(event) && category !== 'validation')
    return searchset(
      call,
      found.map(({ event, url, name, profile, needs }, at) => ({
        resourceType: 'MessageDefinition',
        id: `d0d0d0d0-000${at}-4000-8000-${receiver.serviceId.padStart(12, '0')}`,
        meta: { profile: [profile] },
        url,
        name,
        title: name,
        status: 'active',
        date: '2024-12-12',
        eventCoding: { system: SYSTEM.events, code: event },
        useContext: receiver.useCases.map((code) => ({
          code: [
            { system: SYSTEM.dosIdOfContext, code: receiver.serviceId },
            { system: SYSTEM.useCases, code },
          ],
          valueCodeableConcept: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/variant-state', code: 'positive' }] },
        })),
        focus: Object.entries(needs).map(([code, max]) => ({ code, min: 1, max: String(max) })),
      })),
    )
  },
})
