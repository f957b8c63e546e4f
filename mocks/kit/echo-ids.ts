import type { Call } from './call.ts'

/** The headers by which a caller knows an answer again, as most services of the API platform give them back, refusals included. */
export function echoIds(call: Call<never>): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const name of ['x-request-id', 'x-correlation-id']) {
    const value = call.header(name)
    if (value) headers[name] = value
  }
  return headers
}
