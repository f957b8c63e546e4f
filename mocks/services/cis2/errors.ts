import type { Call } from '../../kit/call.ts'
import { refuse } from '../../kit/refusal.ts'
import { json, type Reply } from '../../kit/reply.ts'
import data from './errors.json' with { type: 'json' }

/** An error of the endpoints that a system calls (not a browser); status and words stand in errors.json. */
export type ErrorName = keyof typeof data

function word(name: ErrorName): Reply {
  const { status, error, description } = data[name]
  return json(status, { error_description: description, error }, {
    'cache-control': 'no-store',
    ...(error === 'invalid_token' && { 'www-authenticate': `Bearer error="${error}", error_description="${description}"` }),
  })
}

export const errors = Object.fromEntries((Object.keys(data) as ErrorName[]).map((name) => [name, (_call: Call) => word(name)])) as Record<ErrorName, (call: Call) => Reply>

/** Stops with an error; `detail` says what was seen, `pointer` where. */
export function fail(call: Call, name: ErrorName, detail: string, pointer?: string): never {
  return refuse(word(name), {
    rule: `cis2-${name}`,
    detail,
    clause: `NHS CIS2 Authentication, OpenID Connect guidance, ${call.method} .../${call.url.split('?', 1)[0]!.split('/').at(-1)}`,
    ...(pointer && { pointer }),
  })
}
