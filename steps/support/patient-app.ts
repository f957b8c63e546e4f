import type { AppAnswer, AppRequest } from '../../candidate/port/patient-facing.ts'
import type { ControlClient } from '../../mocks/control-client.ts'
import type { AssayWorld, Person } from '../world.ts'

type Mint = Parameters<ControlClient['outside']['nhs-login']['mintIdToken']>[0]

/** What is special about a token; nothing: a good one, at P9, for the system under assurance. */
export type TokenOptions = Partial<Pick<Mint, 'proofing' | 'flaw' | 'actor' | 'claims' | 'issuer'>>

/** A token of NHS login for somebody's app. They get an NHS login if they have none. */
export async function tokenOf(
  world: AssayWorld,
  person: Pick<Person, 'nhsNumber' | 'national'>,
  options: TokenOptions = {},
): Promise<string> {
  const login = world.hub.outside['nhs-login']
  const { nhsNumber, national } = person
  const audience = world.place.candidate.patientAudience
  if (audience === undefined)
    throw new Error(
      "Failed to make a patient's token: the set-up does not say for whom it has to be meant. Name national.nhsLogin.audience in the candidate file.",
    )
  await login.addCitizen({
    nhsNumber,
    given: national.given,
    family: national.family,
    birthDate: national.birthDate,
    proofing: 'P9',
    practice: world.practice,
  })
  const { idToken } = await login.mintIdToken({ nhsNumber, audience, ...options })
  return idToken
}

/** A call of somebody's app: theirs unless the scenario says that it is forged or flawed. */
export interface AppCall extends Omit<AppRequest, 'headers'> {
  /** Instead of a good token; `null` for none at all. */
  token?: string | null
  /** Instead of a new one; `null` for none at all. */
  requestId?: string | null
  headers?: Readonly<Record<string, string>>
}

/** What an app sent along, to be held against the answer. */
export interface AppExchange {
  answer: AppAnswer
  requestId: string | undefined
  correlationId: string
}

/** Calls as somebody's app. The last exchange of the scenario is kept for the checks. */
export async function callAs(
  world: AssayWorld,
  person: Pick<Person, 'nhsNumber' | 'national'>,
  { token, requestId, headers, ...request }: AppCall,
): Promise<AppExchange> {
  const bearer = token === undefined ? await tokenOf(world, person) : token
  const id = requestId === undefined ? crypto.randomUUID() : (requestId ?? undefined)
  const correlationId = crypto.randomUUID()
  const answer = await world.candidate.patientFacing.call({
    ...request,
    headers: {
      ...(bearer !== null && { authorization: `Bearer ${bearer}` }),
      ...(id !== undefined && { 'x-request-id': id }),
      'x-correlation-id': correlationId,
      ...headers,
    },
  })
  const exchange = { answer, requestId: id, correlationId }
  world.notes.set('app exchange', exchange)
  return exchange
}

/** The last exchange of an app in this scenario. */
export function appExchange(world: AssayWorld): AppExchange {
  const exchange = world.notes.get('app exchange')
  if (!exchange) throw new Error('Failed to look at an answer: no step before this one had an app call.')
  return exchange as AppExchange
}

/** The resources in a Bundle that came back; none when it is no Bundle. */
export function resourcesIn(json: unknown): Record<string, unknown>[] {
  const { entry } = (json ?? {}) as { entry?: unknown }
  if (!Array.isArray(entry)) return []
  return entry.flatMap((each: { resource?: unknown } | null) =>
    typeof each?.resource === 'object' && each.resource !== null ? [each.resource as Record<string, unknown>] : [],
  )
}

export const ofType = (json: unknown, type: string): Record<string, unknown>[] =>
  resourcesIn(json).filter(({ resourceType }) => resourceType === type)
