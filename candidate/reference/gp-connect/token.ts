import { behaviour } from '../behaviour.ts'
import { isObject, parseJson, type JsonObject } from '../national/json.ts'
import { GpcError } from './gpc-error.ts'
import type { Interaction } from './interactions.ts'

/** Who asks, as the consumer's system vouches. The token is not signed: the proxy and its certificate are what is trusted. */
export interface Consumer {
  /** ODS code and name of the organisation. */
  organisation: { odsCode: string; name: string }
  /** `id`: SDS user id, or the consumer's own where there is none. */
  practitioner: { id: string; name: string; roleProfile: string }
  /** What the token may be told: what is normal, or what is restricted, too. */
  confidentiality: 'N' | 'R'
}

const PART = /^[A-Za-z0-9_-]+$/

const bad = (diagnostics: string) => new GpcError('BAD_REQUEST', diagnostics)

function partIn(text: string | undefined): JsonObject | undefined {
  if (text === undefined || !PART.test(text)) return undefined
  const value = parseJson(Buffer.from(text, 'base64url').toString('utf8'))
  return isObject(value) ? value : undefined
}

/**
 * The claims of a bearer token: three parts in base64url, the last of them empty, so that it ends with a dot.
 *
 * @throws GpcError BAD_REQUEST when it is none
 */
export const claimsIn = behaviour('gp-connect.claimsIn', (authorization: string | undefined): JsonObject => {
  const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1]
  if (token === undefined) throw bad('A bearer token is needed.')
  const [header, claims, signature, ...more] = token.split('.')
  const [head, body] = [partIn(header), partIn(claims)]
  if (!head || !body || signature !== '' || more.length > 0 || head['alg'] !== 'none')
    throw bad('The bearer token is not an unsigned JWT in base64url.')
  return body
})

/** Every claim that a token has to have. Source: GP Connect, cross organisation audit and provenance. */
const CLAIMS = [
  'iss',
  'sub',
  'aud',
  'exp',
  'iat',
  'reason_for_request',
  'requested_scope',
  'requesting_device',
  'requesting_organization',
  'requesting_practitioner',
] as const

export type Claim = (typeof CLAIMS)[number]

const isMissing = (claims: JsonObject, name: Claim): boolean => claims[name] === undefined || claims[name] === null || claims[name] === ''

/** Whether a call may come without a person behind it: records move between systems by themselves. */
const needsNobody = ({ reason }: Interaction): boolean => reason === 'migration'

/** The claims that a token lacks. */
export const missingClaims = behaviour('gp-connect.missingClaims', (claims: JsonObject, interaction: Interaction): Claim[] =>
  CLAIMS.filter((name) => isMissing(claims, name) && !(name === 'requesting_practitioner' && needsNobody(interaction))),
)

/** Five minutes, neither more nor less. */
const LIFETIME_S = 300

/** Whether a token lives as long as is laid down. */
export const livesFiveMinutes = behaviour('gp-connect.livesFiveMinutes', (iat: number, exp: number): boolean => exp - iat === LIFETIME_S)

/** Whether a token is still good. One of a clock that is ahead is: only what has run out is refused. */
export const isCurrent = behaviour('gp-connect.isCurrent', (exp: number, nowSeconds: number): boolean => exp > nowSeconds)

/** Whether the reason given is the one for which an interaction may be used. */
export const reasonFits = behaviour('gp-connect.reasonFits', (reason: unknown, interaction: Interaction): boolean => reason === interaction.reason)

/** Whether what a token asks for is what the interaction needs; a level of confidentiality may follow. */
export const scopeFits = behaviour('gp-connect.scopeFits', (scope: unknown, interaction: Interaction): boolean => {
  if (typeof scope !== 'string') return false
  const [wanted, confidentiality, ...more] = scope.split(' ')
  return wanted === interaction.scope && more.length === 0 && (confidentiality === undefined || /^conf\/[NR]$/.test(confidentiality))
})

/** Whether the token speaks of one person: its subject is who is asking. */
export const subjectAsks = behaviour('gp-connect.subjectAsks', (claims: JsonObject): boolean => {
  const practitioner = claims['requesting_practitioner']
  return isObject(practitioner) && claims['sub'] === practitioner['id']
})

const ODS = 'https://fhir.nhs.uk/Id/ods-organization-code'
const SDS_USER = 'https://fhir.nhs.uk/Id/sds-user-id'
const SDS_ROLE = 'https://fhir.nhs.uk/Id/sds-role-profile-id'

const identifiersOf = (resource: JsonObject): JsonObject[] => {
  const { identifier } = resource
  return Array.isArray(identifier) ? identifier.filter(isObject) : []
}

const valueOf = (resource: JsonObject, system: string): string | undefined => {
  const value = identifiersOf(resource).find((each) => each['system'] === system)?.['value']
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** What may be said of each: anything else is no such resource. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  Device: ['identifier', 'status', 'type', 'lotNumber', 'manufacturer', 'model', 'version', 'owner', 'contact', 'location', 'url', 'note'],
  Organization: ['identifier', 'type', 'name', 'alias', 'telecom', 'address', 'partOf', 'contact', 'endpoint'],
  // practitionerRole: that of older consumers, which is still let pass.
  Practitioner: ['identifier', 'name', 'telecom', 'address', 'gender', 'birthDate', 'qualification', 'communication', 'practitionerRole'],
}
const GENERAL = ['resourceType', 'id', 'meta', 'text', 'extension', 'contained', 'active']

/** Whether a claim holds the resource that it should. */
export const isResource = behaviour('gp-connect.isResource', (value: unknown, type: 'Device' | 'Organization' | 'Practitioner'): boolean => {
  if (!isObject(value) || value['resourceType'] !== type) return false
  return Object.keys(value).every((field) => GENERAL.includes(field) || FIELDS[type]!.includes(field)) && identifiersOf(value).length > 0
})

/**
 * Who asks, once all of a token is in order for an interaction.
 *
 * @throws GpcError BAD_REQUEST for a claim that is missing or wrong, INVALID_RESOURCE for a resource that is none
 */
export function consumerIn(authorization: string | undefined, interaction: Interaction, nowSeconds: number): Consumer {
  const claims = claimsIn(authorization)
  const missing = missingClaims(claims, interaction)
  if (missing.length > 0) throw bad(`The token lacks ${missing.join(', ')}.`)
  const { iat, exp } = claims
  if (typeof iat !== 'number' || typeof exp !== 'number' || !livesFiveMinutes(iat, exp)) throw bad('exp is not five minutes after iat.')
  if (!isCurrent(exp, nowSeconds)) throw bad('The token has expired.')
  if (!reasonFits(claims['reason_for_request'], interaction)) throw bad(`reason_for_request is not ${interaction.reason}.`)
  if (!scopeFits(claims['requested_scope'], interaction)) throw bad(`requested_scope is not ${interaction.scope}.`)
  const nobody = needsNobody(interaction) && isMissing(claims, 'requesting_practitioner')
  for (const [claim, type] of nobody ? RESOURCES.slice(0, 2) : RESOURCES)
    if (!isResource(claims[claim], type)) throw new GpcError('INVALID_RESOURCE', `${claim} is not a valid ${type}.`)
  if (!nobody && !subjectAsks(claims)) throw bad('sub is not the requesting practitioner.')
  return consumerOf(claims)
}

const RESOURCES = [
  ['requesting_device', 'Device'],
  ['requesting_organization', 'Organization'],
  ['requesting_practitioner', 'Practitioner'],
] as const

/** Who asks, as far as their system says it. */
function consumerOf(claims: JsonObject): Consumer {
  const organisation = claims['requesting_organization'] as JsonObject
  const practitioner = (claims['requesting_practitioner'] ?? {}) as JsonObject
  const userId = valueOf(practitioner, SDS_USER)
  return {
    organisation: { odsCode: valueOf(organisation, ODS) ?? 'unknown', name: textOf(organisation['name']) },
    practitioner: {
      id: userId === undefined || userId === 'UNK' ? String(claims['sub']) : userId,
      name: nameOf(practitioner),
      roleProfile: valueOf(practitioner, SDS_ROLE) ?? 'UNK',
    },
    confidentiality: textOf(claims['requested_scope']).endsWith(' conf/R') ? 'R' : 'N',
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

function nameOf({ name }: JsonObject): string {
  const [first] = Array.isArray(name) ? name.filter(isObject) : []
  const list = (value: unknown) => (Array.isArray(value) ? value.map(textOf) : [])
  return first ? [...list(first['prefix']), ...list(first['given']), textOf(first['family'])].filter(Boolean).join(' ') : 'unnamed'
}
