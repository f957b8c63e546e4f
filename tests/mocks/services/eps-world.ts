import { randomUUID } from 'node:crypto'
import { loadWorld } from '../../../config/world.ts'
import type { Grant } from '../../../mocks/kit/identity.ts'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import { createKeyPair } from '../../../mocks/services/eps/certificates.ts'
import { service } from '../../../mocks/services/eps/service.ts'
import { service as forPatients } from '../../../mocks/services/eps/status/for-patients/service.ts'
import { service as statusUpdates } from '../../../mocks/services/eps/status/updates/service.ts'
import { service as tracker } from '../../../mocks/services/eps/tracker/service.ts'
import { sign, staff, type Json } from './eps-messages.ts'

const keyPairs = new Map<string, ReturnType<typeof createKeyPair>>()

/** The key pair of somebody, the same in all worlds: making one takes a while. */
function keyPairOf(persona: string) {
  const pair = keyPairs.get(persona) ?? createKeyPair()
  keyPairs.set(persona, pair)
  return pair
}

/** EPS, its tracker and the services for its statuses in process, with the staff of the world and helpers to call it. */
export function epsWorld() {
  const world = inProcess([service, tracker, forPatients, statusUpdates])
  const { environment } = world
  for (const { persona: _persona, ...worker } of loadWorld().staff) environment.identity.workers.set(worker.id, worker)
  const state = environment.stateOf(service)

  const tokenFor = (persona: string, over: Partial<Grant> = {}): string => {
    const who = staff(persona)
    const token = environment.random.token(24)
    const now = environment.clock.now()
    const grant = {
      kind: 'healthcare-worker',
      applicationId: 'app',
      issuedAt: now,
      expiresAt: now + 1e10,
      userId: who.id,
      aal: who.aal,
      roles: who.roles,
      ...over,
    }
    environment.identity.tokens.set(token, grant as Grant)
    return token
  }
  const headersFor = (persona: string): Record<string, string> => ({
    authorization: `Bearer ${tokenFor(persona)}`,
    'nhsd-session-urid': staff(persona).roles[0]!.id,
    'x-request-id': randomUUID(),
    'content-type': 'application/fhir+json',
  })
  const post = async (
    operation: string,
    body: unknown,
    options: { persona?: string; headers?: Record<string, string | undefined> } = {},
  ) => {
    const headers = Object.entries({ ...headersFor(options.persona ?? 'GP'), ...options.headers }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    )
    const response = await world.fetch(`${world.baseUrl}/fhir-prescribing/FHIR/R4/${operation}`, {
      method: 'POST',
      headers,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, body: (text.startsWith('{') ? JSON.parse(text) : undefined) as Json }
  }
  const keys = new Map<string, Promise<{ privateKey: string; certificate: string }>>()
  const certify = async (persona: string) => {
    const { publicKey, privateKey } = await keyPairOf(persona)
    const { certificate } = await service.controls.issuePrescriberCertificate(state, { userId: staff(persona).id, publicKey }, environment)
    return { privateKey, certificate }
  }
  /** The key of somebody, certified in this world. */
  const keyOf = (persona: string) => {
    const key = keys.get(persona) ?? certify(persona)
    keys.set(persona, key)
    return key
  }
  /** Prepares and signs a message as that person. */
  const signed = async (message: Json, persona = 'GP'): Promise<Json> => {
    const prepared = await post('$prepare', message, { persona })
    if (prepared.status !== 200) throw new Error(`$prepare said ${prepared.status}: ${prepared.text}`)
    return sign(message, prepared.body, await keyOf(persona))
  }
  /** Prepares, signs and sends; gives the signed message. */
  const send = async (message: Json, persona = 'GP') => {
    const whole = await signed(message, persona)
    return { message: whole, answer: await post('$process-message', whole, { persona }) }
  }
  const lastViolations = () =>
    environment.journal
      .read()
      .at(-1)!
      .violations.map((violation) => violation.rule)
  return { ...world, state, post, signed, send, keyOf, tokenFor, headersFor, lastViolations, controls: service.controls }
}
