import { empty } from '../../../kit/reply.ts'
import { refuse } from '../../../kit/refusal.ts'
import type { Ers } from '../ers-route.ts'

/** The body as JSON. What cannot be read is 400 without a body. */
export function readBody({ call }: Ers): unknown {
  if (typeof call.json !== 'object' || call.json === null) {
    refuse(empty(400), { rule: 'body-not-json', detail: 'the body is not a JSON resource', clause: 'e-RS FHIR API, 400 Bad Request' })
  }
  return call.json
}
