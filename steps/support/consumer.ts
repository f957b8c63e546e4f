import type { ConsumerAnswer, ConsumerRequest } from '../../candidate/port/gp-connect.ts'
import { createAuthority, issueCertificate } from '../../mocks/kit/certificates.ts'
import type { AssayWorld } from '../world.ts'
import { INTERACTIONS, type InteractionName } from './consumer-interactions.ts'
import type { Certificate } from './setup.ts'

/** The person and the organisation that ask, in scenarios in which the harness is another organisation. */
export const CONSUMER = {
  asid: '200000000115',
  organisation: { odsCode: 'RZ901', name: 'Vale Hospital' },
  practitioner: { id: '555254249701', roleProfile: '555254249702', family: 'Whitlock', given: 'Iris', prefix: 'Dr' },
} as const

/** ASID under which the system under assurance is known, unless its set-up says another. */
const CANDIDATE_ASID = '200000000116'

/** Claims of a token, as JSON. */
export type Claims = Record<string, unknown>

/** Which certificate the connection shows. `stranger`: one in the proxy's name that nobody we know has signed. */
export type ShownCertificate = 'proxy' | 'expired' | 'other' | 'stranger' | 'none'

/** A call through the Spine; whatever is not said is as it should be. */
export interface ConsumerCall {
  interaction: InteractionName
  method?: ConsumerRequest['method']
  path: string
  query?: readonly (readonly [string, string])[]
  /** JSON, or text that goes as it is. */
  body?: unknown
  /** Instead of, or beside, the proper ones; `null` leaves one out. */
  headers?: Readonly<Record<string, string | null>>
  /** Changes the proper claims. */
  claims?: (claims: Claims) => Claims
  /** Changes the finished token; `null` for none. */
  token?: (token: string) => string | null
  certificate?: ShownCertificate
}

/** What came of a call, with what it was. */
export interface ConsumerExchange {
  call: ConsumerCall
  answer: ConsumerAnswer
}

const ODS = 'https://fhir.nhs.uk/Id/ods-organization-code'

/** The claims that a token for a call has to have. Source: GP Connect, cross organisation audit and provenance. */
function properClaims(world: AssayWorld, interaction: InteractionName, audience: string): Claims {
  const now = Math.floor(Date.now() / 1000) + world.secondsPassed
  const { practitioner, organisation } = CONSUMER
  return {
    iss: 'https://consumer.assay.example',
    sub: practitioner.id,
    aud: audience,
    exp: now + 300,
    iat: now,
    reason_for_request: 'directcare',
    requested_scope: INTERACTIONS[interaction].scope,
    requesting_device: {
      resourceType: 'Device',
      id: '1',
      identifier: [{ system: 'https://consumer.assay.example/Id/device', value: 'ward-7' }],
      model: 'Ward system',
      version: '1.0',
    },
    requesting_organization: {
      resourceType: 'Organization',
      id: '1',
      identifier: [{ system: ODS, value: organisation.odsCode }],
      name: organisation.name,
    },
    requesting_practitioner: {
      resourceType: 'Practitioner',
      id: practitioner.id,
      identifier: [
        { system: 'https://fhir.nhs.uk/Id/sds-user-id', value: practitioner.id },
        { system: 'https://fhir.nhs.uk/Id/sds-role-profile-id', value: practitioner.roleProfile },
        { system: 'https://consumer.assay.example/Id/user', value: '98ed4f78-814d-4266-8d5b-cde742f3093c' },
      ],
      name: [{ family: practitioner.family, given: [practitioner.given], prefix: [practitioner.prefix] }],
    },
  }
}

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

let stranger: Promise<Certificate> | undefined

/** The certificate of a kind; `undefined` for none. */
export async function certificateOf(world: AssayWorld, shown: ShownCertificate): Promise<Certificate | undefined> {
  const { callers } = world.place
  if (!callers) throw new Error("Failed to call as the Spine Secure Proxy: the set-up has no certificates for callers. Start scenarios through \"assay run\".")
  switch (shown) {
    case 'proxy':
      return callers.spineProxy
    case 'expired':
      return callers.spineProxyExpired
    case 'other':
      return callers.other
    case 'stranger':
      return (stranger ??= createAuthority('Somebody else').then((authority) =>
        issueCertificate(authority, { commonName: 'proxy.spine.assay.example', use: 'client' }),
      ))
    case 'none':
      return undefined
  }
}

/** Calls as another organisation, through the Spine Secure Proxy. The last exchange of the scenario is kept for the checks. */
export async function consume(world: AssayWorld, call: ConsumerCall): Promise<ConsumerExchange> {
  const { interaction, method = 'GET', path, query, body, claims = (proper) => proper, token = (proper) => proper } = call
  const { root, id } = INTERACTIONS[interaction]
  const { gpConnect } = world.candidate
  const bearer = token(`${encoded({ alg: 'none', typ: 'JWT' })}.${encoded(claims(properClaims(world, interaction, await gpConnect.address(root))))}.`)
  const headers: Record<string, string | null> = {
    'ssp-traceid': crypto.randomUUID(),
    'ssp-from': CONSUMER.asid,
    'ssp-to': CANDIDATE_ASID,
    'ssp-interactionid': id,
    authorization: bearer === null ? null : `Bearer ${bearer}`,
    accept: 'application/fhir+json',
    ...(body !== undefined && { 'content-type': 'application/fhir+json' }),
    ...call.headers,
  }
  const certificate = await certificateOf(world, call.certificate ?? 'proxy')
  const answer = await gpConnect.call({
    root,
    method,
    path,
    ...(query && { query }),
    headers: Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value === null ? [] : [[name, value]]))),
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...(certificate && { certificate }),
  })
  const exchange = { call, answer }
  world.notes.set('consumer exchange', exchange)
  return exchange
}

/** The last exchange of another organisation in this scenario. */
export function consumerExchange(world: AssayWorld): ConsumerExchange {
  const exchange = world.notes.get('consumer exchange')
  if (!exchange) throw new Error('Failed to look at an answer: no step before this one had another organisation ask.')
  return exchange as ConsumerExchange
}
