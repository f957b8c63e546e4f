import type { Call } from '../../kit/call.ts'
import { refuse } from '../../kit/refusal.ts'
import { empty, json, type Reply } from '../../kit/reply.ts'
import data from './errors.json' with { type: 'json' }

/** An error of the token endpoint, and of userinfo where the access token is not at fault. All of a caller's making are 400. */
export type ErrorName = keyof typeof data

/** What is wrong with an access token, as userinfo says it: in a header, without a body (RFC 6750, section 3). */
const TOKEN_ERRORS = {
  'token-absent': [401, 'error="invalid_token", error_description="No access token was provided"'],
  'token-invalid': [401, 'error="invalid_token", error_description="The access token is invalid"'],
  'token-expired': [401, 'error="invalid_token", error_description="The access token expired"'],
  'insufficient-scope': [403, 'error="insufficient_scope"'],
} as const

export type TokenErrorName = keyof typeof TOKEN_ERRORS

const NO_STORE = { 'cache-control': 'no-store', pragma: 'no-cache' }

function word(name: ErrorName, description?: string): Reply {
  const { status, error } = data[name]
  return json(status, { error, ...(description && { error_description: description }) }, NO_STORE)
}

function wordToken(name: TokenErrorName): Reply {
  const [status, challenge] = TOKEN_ERRORS[name]
  return empty(status, { 'www-authenticate': challenge })
}

export const errors = Object.fromEntries([
  ...(Object.keys(data) as ErrorName[]).map((name) => [name, (_call: Call) => word(name)]),
  ...(Object.keys(TOKEN_ERRORS) as TokenErrorName[]).map((name) => [name, (_call: Call) => wordToken(name)]),
]) as Record<ErrorName | TokenErrorName, (call: Call) => Reply>

const clause = (section: string) => `NHS login Interface Specification - Federation v2.1, ${section}`

/** Stops with an error of the token endpoint; `detail` says what was seen, `pointer` where. */
export function fail(call: Call, name: ErrorName, detail: string, pointer: string): never {
  return refuse(word(name, detail), { rule: `nhs-login-${name}`, detail, clause: clause(call.url.includes('/userinfo') ? '3.6 UserInfo endpoint' : '3.5 Token endpoint'), pointer })
}

/** Stops because of the access token. */
export function failToken(name: TokenErrorName, detail: string): never {
  return refuse(wordToken(name), { rule: `nhs-login-${name}`, detail, clause: clause('3.6 UserInfo endpoint'), pointer: 'authorization' })
}
