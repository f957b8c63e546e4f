import type { Call } from '../../kit/call.ts'
import { refuse } from '../../kit/refusal.ts'
import { failure, reject } from './errors.ts'
import { list, object, text, type Json } from './json.ts'
import type { BarsState, Receiver } from './state.ts'
import { SYSTEM } from './systems.ts'

type BarsCall = Call<BarsState>

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/
const CLAUSE = 'BaRS API 1.4.0, header parameters'
/** Versions of the BaRS core that the proxy passes on. */
const VERSIONS = ['1.0.0', '1.1.0', '1.2.0', '1.3.0', '1.4.0']

/** X-Request-Id and X-Correlation-Id: UUIDs, on every call. */
export function requireIds(call: BarsCall): void {
  for (const name of ['X-Request-Id', 'X-Correlation-Id'])
    if (!UUID.test(call.header(name) ?? '')) reject(call, 'SEND_BAD_REQUEST-invalid', { rule: 'trace-ids', detail: `${name} was not included, or is no UUID.`, clause: CLAUSE, pointer: name })
}

/** The version of the BaRS core that the caller wants to speak, out of Accept. */
export function requireVersion(call: BarsCall): string {
  const accept = call.header('accept') ?? ''
  const version = /^application\/fhir\+json\s*;\s*version=(\d+\.\d+\.\d+)\s*$/i.exec(accept)?.[1] ?? ''
  if (!VERSIONS.includes(version))
    reject(call, 'SEND_NOT_ACCEPTABLE-processing', { rule: 'accept-version', detail: `Accept names no version of BaRS that there is: ${accept || 'nothing'}.`, clause: CLAUSE, pointer: 'Accept' })
  return version
}

/** Accept where nothing is passed on: the catalogue of endpoints and the pointers. */
export function requireAccept(call: BarsCall): void {
  const accept = call.header('accept') ?? ''
  if (!/^application\/fhir\+json\b/i.test(accept))
    reject(call, 'SEND_NOT_ACCEPTABLE-processing', { rule: 'accept', detail: `Accept is ${accept || 'missing'}, not application/fhir+json.`, clause: CLAUSE, pointer: 'Accept' })
}

/** The JSON object that a header carries in base64; undefined when it carries none. */
export function decoded(value: string): Json | undefined {
  if (!BASE64.test(value)) return undefined
  try {
    const json: unknown = JSON.parse(Buffer.from(value, 'base64').toString('utf8'))
    return Object.keys(object(json)).length > 0 ? object(json) : undefined
  } catch {
    // No JSON: whoever asks says what that means.
    return undefined
  }
}

const identified = (resource: Json): boolean => list(resource['identifier']).some((each) => text(object(each)['system']) !== '' && text(object(each)['value']) !== '')

/** The organisation, the software and, where it is told, the practitioner that ask: resources in base64. */
export function requireCaller(call: BarsCall, which: readonly ('organisation' | 'software')[] = ['organisation', 'software']): void {
  const one = (name: string, type: string, complete: (resource: Json) => boolean, needed = true): void => {
    const value = call.header(name)
    if (!value && !needed) return
    if (!value) return reject(call, 'SEND_BAD_REQUEST-required', { rule: 'requester', detail: `${name} was not included.`, clause: CLAUSE, pointer: name })
    const resource = decoded(value)
    if (resource?.['resourceType'] !== type || !identified(resource) || !complete(resource))
      reject(call, 'SEND_BAD_REQUEST-invalid', { rule: 'requester', detail: `${name} is not the base64 of a ${type} as demanded.`, clause: CLAUSE, pointer: name })
  }
  if (which.includes('organisation')) one('NHSD-End-User-Organisation', 'Organization', ({ name }) => text(name) !== '')
  if (which.includes('software')) {
    one('NHSD-Requesting-Software', 'Device', ({ deviceName, version }) => text(object(Array.isArray(deviceName) ? deviceName[0] : deviceName)['name']) !== '' && version !== undefined)
    one('NHSD-Requesting-Practitioner', 'PractitionerRole', () => true, false)
  }
}

/** use-context, from which the proxy's statistics are made: `a4t2|validation|servicerequest-response|new`. */
export function requireUseContext(call: BarsCall): void {
  const value = call.header('use-context') ?? ''
  if (value === '') reject(call, 'SEND_BAD_REQUEST-required', { rule: 'use-context', detail: 'use-context was not included.', clause: CLAUSE, pointer: 'use-context' })
  if (value.split('|').length !== 4)
    call.note({ rule: 'use-context', detail: `use-context is "${value}"`, clause: `${CLAUSE}: use case, category, event and reason, with | between them`, pointer: 'use-context' })
}

/** The receiver that NHSD-Target-Identifier names, as the catalogue of endpoints finds it. */
export function target(call: BarsCall, version: string): Receiver {
  const header = 'NHSD-Target-Identifier'
  const value = call.header(header)
  if (!value) return reject(call, 'SEND_BAD_REQUEST-required', { rule: 'target', detail: `${header} was not included.`, clause: CLAUSE, pointer: header })
  if (!BASE64.test(value)) return reject(call, 'PROXY_BAD_REQUEST-400', { rule: 'target', detail: `The base64 decoding of the ${header} header failed.`, clause: CLAUSE, pointer: header })
  const identifier = decoded(value)
  if (!identifier || text(identifier['system']) === '' || text(identifier['value']) === '')
    return reject(call, 'PROXY_BAD_REQUEST-structure', { rule: 'target', detail: `Invalid schema for ${header} header`, clause: CLAUSE, pointer: header })
  const receiver = identifier['system'] === SYSTEM.serviceId ? call.state.receivers.get(text(identifier['value'])) : undefined
  if (!receiver || receiver.endpoints === 0) return refuse(failure(call, 'PROXY_NOT_FOUND-not-found'))
  if (receiver.endpoints > 1) return refuse(failure(call, 'NOT_FOUND-multiple-matches'))
  if (!receiver.versions.includes(version)) return refuse(failure(call, 'REC_UNPROCESSABLE_ENTITY-not-supported', `${receiver.name} does not support version ${version} of BaRS.`))
  return receiver
}

/** What every call that is passed on to a receiver is held to. */
export function passedOn(call: BarsCall): Receiver {
  requireIds(call)
  const version = requireVersion(call)
  requireCaller(call)
  return target(call, version)
}

/** What calls to the proxy itself, its catalogue and its pointers, are held to. */
export function ofProxy(call: BarsCall, { organisation = false, useContext = false }: { organisation?: boolean; useContext?: boolean } = {}): void {
  requireIds(call)
  requireAccept(call)
  if (organisation) requireCaller(call, ['organisation'])
  if (useContext) requireUseContext(call)
}
