import type { Call } from '../../kit/call.ts'
import { refuse } from '../../kit/refusal.ts'
import { json, type Reply } from '../../kit/reply.ts'
import data from './errors.json' with { type: 'json' }

/** A documented error of the authorisation server; its status and exact words stand in errors.json. */
export type ErrorName = keyof typeof data

/** The body every error of the authorisation server has. */
function word(name: ErrorName, call: Call): Reply {
  const { status, error, description } = data[name]
  const { random } = call.environment
  const messageId = `rrt-${random.digits(19)}-a-geu2-${random.digits(5)}-${random.digits(7)}-1`
  return json(status, { error, error_description: description, message_id: messageId })
}

export const errors = Object.fromEntries((Object.keys(data) as ErrorName[]).map((name) => [name, (call: Call) => word(name, call)])) as Record<
  ErrorName,
  (call: Call) => Reply
>

/** Stops with a documented error; `detail` says what was seen, `pointer` where. */
export function fail(call: Call, name: ErrorName, detail: string, pointer?: string): never {
  const path = call.url.split('?', 1)[0]
  return refuse(word(name, call), {
    rule: `oauth2-${name}`,
    detail,
    clause: `API platform OAuth 2.0 authorisation server, ${call.method} ${path}: "${data[name].description}"`,
    ...(pointer && { pointer }),
  })
}
