import { behaviour } from '../behaviour.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config/config.ts'
import { Refusal } from '../refusal.ts'
import type { Session } from '../session/session.ts'
import { ASSERTION_TYPE, clientAssertion } from './client-assertion.ts'
import { isObject, parseJson } from './json.ts'
import { OutgoingFailure, type Outgoing, type OutgoingAnswer } from './outgoing.ts'

/** On whose behalf a national service is called: a signed-in user's, or the application's own. */
export type Principal = { session: Session } | 'application'

/** Access tokens of the API platform. */
export interface Tokens {
  /** A token good for at least the next half minute. */
  get(principal: Principal): Promise<string>
  /** Uses a token no more that was not accepted: the next `get` fetches another. */
  discard(principal: Principal): void
  /** Lets go of all that was kept for somebody. */
  forget(principal: Principal): void
}

interface Token {
  value: string
  expiresAt: number
  refreshToken?: string
}

const FORM = 'application/x-www-form-urlencoded'
const EARLY_MS = 30_000

/** Whether a token is good enough to be used now. */
export const tokenIsFresh = behaviour('national.tokenIsFresh', (expiresAt: number, now: number) => expiresAt - now > EARLY_MS)

/** Whose token it is. A user's belongs to their session alone: nobody calls a national service in another's name. */
export const tokenHolder = behaviour('national.tokenHolder', (principal: Principal) =>
  principal === 'application' ? principal : principal.session.id,
)

/** Whether a user's token is renewed by refresh token, which lasts as long as a working day; the ID token lasts an hour. */
export const refreshes = behaviour('national.refreshes', (_principal: Principal) => true)

/** The assertion to send: a new one each time, since the platform takes each but once. */
export const assertionToSend = behaviour('national.assertionToSend', (make: () => Promise<string>, _now: number): Promise<string> => make())

/** What to tell the user when the platform grants no token, or does not answer. */
export const refusalWithoutToken = behaviour('national.refusalWithoutToken', (failure: OutgoingFailure | TokenRefusal): Refusal =>
  failure instanceof OutgoingFailure ? unanswered(failure) : notGranted(failure),
)

/** The platform's error to a request for a token. */
interface TokenRefusal {
  status: number
  error: unknown
  description: unknown
}

/**
 * Gets and keeps access tokens: by signed JWT for the application, by exchange of the CIS2 ID token for a user.
 * Source: API platform OAuth 2.0, POST /token. Mind that it sends numbers as strings and wants the bare content type.
 */
export function createTokens({ config, clock, outgoing }: { config: Config; clock: Clock; outgoing: Outgoing }): Tokens {
  const { clientId, clientSecret, tokenUrl, privateKey, keyId } = config.national
  const kept = new Map<string, Promise<Token>>()

  const ask = (form: Record<string, string>): Promise<OutgoingAnswer> =>
    outgoing
      .send({
        url: tokenUrl,
        method: 'POST',
        headers: { 'content-type': FORM, accept: 'application/json' },
        body: new URLSearchParams(form).toString(),
      })
      .catch((error: unknown) => {
        throw error instanceof OutgoingFailure ? refusalWithoutToken(error) : error
      })

  const tokenIn = ({ status, text }: OutgoingAnswer): Token => {
    const body = parseJson(text)
    if (status >= 400)
      throw refusalWithoutToken({
        status,
        error: isObject(body) && body['error'],
        description: isObject(body) && body['error_description'],
      })
    const seconds = isObject(body) ? Number(body['expires_in']) : NaN
    if (!isObject(body) || typeof body['access_token'] !== 'string' || !(seconds > 0)) {
      throw new Refusal('national-unreadable', 'NHS sign-in for national services gave an answer that cannot be read. Try again later.')
    }
    const refreshToken = body['refresh_token']
    return {
      value: body['access_token'],
      expiresAt: clock.now() + seconds * 1000,
      ...(typeof refreshToken === 'string' && { refreshToken }),
    }
  }

  const assert = async () => ({
    client_assertion_type: ASSERTION_TYPE,
    client_assertion: await assertionToSend(
      () => clientAssertion(clock, { clientId, audience: tokenUrl, privateKey, keyId, algorithm: 'RS512' }),
      clock.now(),
    ),
  })

  const exchange = async (session: Session) =>
    tokenIn(
      await ask({
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
        subject_token: session.idToken,
        ...(await assert()),
      }),
    )

  const fetchToken = async (principal: Principal, previous: Token | undefined): Promise<Token> => {
    if (principal === 'application') return tokenIn(await ask({ grant_type: 'client_credentials', ...(await assert()) }))
    if (!clientSecret || !previous?.refreshToken || !refreshes(principal)) return exchange(principal.session)
    const answer = await ask({ grant_type: 'refresh_token', client_id: clientId, client_secret: clientSecret, refresh_token: previous.refreshToken })
    // A refresh token works once. If the answer to that one time was lost, the ID token may still do.
    return answer.status === 400 || answer.status === 401 ? exchange(principal.session) : tokenIn(answer)
  }

  return {
    get: async (principal) => {
      const key = tokenHolder(principal)
      const held = kept.get(key)
      const previous = await held
      if (previous && tokenIsFresh(previous.expiresAt, clock.now())) return previous.value
      // The first to find it stale fetches; requests that come meanwhile wait for the same token. After a failure the refresh
      // token from before is still there for the next attempt.
      if (kept.get(key) === held) {
        const fetching = fetchToken(principal, previous)
        kept.set(key, fetching)
        fetching.catch(() => {
          if (kept.get(key) !== fetching) return
          if (held) kept.set(key, held)
          else kept.delete(key)
        })
      }
      return (await (kept.get(key) ?? fetchToken(principal, previous))).value
    },
    discard: (principal) => {
      const key = tokenHolder(principal)
      const held = kept.get(key)
      if (held) kept.set(key, held.then((token) => ({ ...token, expiresAt: 0 })))
    },
    forget: (principal) => void kept.delete(tokenHolder(principal)),
  }
}

function unanswered(failure: OutgoingFailure): Refusal {
  const code = failure.kind === 'timeout' ? 'national-timeout' : 'national-unavailable'
  return new Refusal(
    code,
    'National services could not be reached to confirm your NHS sign-in. Nothing was sent. Try again in a few minutes.',
    { cause: failure },
  )
}

function notGranted({ status, error, description }: TokenRefusal): Refusal {
  const cause = new Error(`token refused: ${status} ${error} ${description}`)
  if (status === 429 || status === 503)
    return new Refusal('national-unavailable', 'NHS sign-in for national services is busy. Try again in a minute.', { cause })
  if (status >= 500 && status !== 504)
    return new Refusal('national-unavailable', 'NHS sign-in for national services has failed. Try again later.', { cause })
  if (status === 504)
    return new Refusal('national-timeout', 'NHS sign-in for national services did not answer in time. Try again.', { cause })
  return new Refusal(
    'national-refused',
    'National services did not accept your NHS sign-in. Sign out, sign in again and repeat what you were doing.',
    { cause },
  )
}
