import { gunzipSync } from 'node:zlib'
import type { Call } from '../../kit/call.ts'
import { empty, type Reply } from '../../kit/reply.ts'
import { refuse } from '../../kit/refusal.ts'
import { fault, FAULTS } from './errors.ts'
import { inboxMessage } from './find-message.ts'
import { isCollectable, messageHeaders } from './message-headers.ts'
import type { MeshState } from './state.ts'

/** One chunk of a message: 206 while more follow, 200 for the last. A report has no body. */
export function retrieve(call: Call<MeshState>, number: number): Reply {
  const message = inboxMessage(call)
  if (!isCollectable(message)) refuse(fault(call, 410, FAULTS.gone))
  const headers = messageHeaders(message, number)
  if (message.type === 'REPORT') return empty(200, headers)
  const chunk = Number.isInteger(number) ? message.chunks[number - 1] : undefined
  if (!chunk) return refuse(fault(call, 404, FAULTS.noSuchMessage), { rule: 'chunk-number', detail: `there is no chunk ${number} of ${message.totalChunks}`, clause: 'MESH API 2.0.0, download a chunked message', pointer: 'path' })
  const status = number < message.totalChunks ? 206 : 200
  const type = { 'content-type': 'application/octet-stream' }
  if (message.contentEncoding !== 'gzip') return { status, headers: { ...headers, ...type }, body: chunk }
  // Who does not take gzip gets it unpacked.
  if (!/\bgzip\b/i.test(call.header('accept-encoding') ?? '')) return { status, headers: { ...headers, ...type }, body: gunzipSync(chunk) }
  return { status, headers: { ...headers, ...type, 'content-encoding': 'gzip', 'mex-content-compressed': 'Y' }, body: chunk }
}
