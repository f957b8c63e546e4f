import { check, finding } from './check.ts'

const UPLOAD = { service: 'scr', operation: 'upload-scr', from: 'beginning' } as const

/** An upload of which nobody knows whether it was taken is sent again as it was, under the same X-Request-ID. Source: SCR FHIR API, 504. */
export const ensureUploadRepeated = check('the same upload is sent again', async ({ calls }, { subject }: { subject: string }) => {
  const [first, second] = await calls({ ...UPLOAD, subject })
  if (!first || !second) return finding('not sent again', { expected: 'two uploads', seen: first ? 'one' : 'none', at: first })
  return [
    first.header('x-request-id') !== second.header('x-request-id') && finding('another X-Request-ID', { expected: first.header('x-request-id'), seen: second.header('x-request-id'), at: second }),
    first.entry.requestBody !== second.entry.requestBody && finding('another content', { expected: 'the same document', seen: 'another', at: second }),
  ]
})

/** Attempts follow each other after these waits (minutes) and no sooner, and no other follows. Source: SCR FHIR API, Exponential backoff. */
export const ensureWaits = check('the waits between attempts are those asked for', async ({ calls }, { subject, minutes }: { subject: string; minutes: readonly number[] }) => {
  const made = await calls({ ...UPLOAD, subject })
  const seen = made.slice(1).map((call, at) => Math.round((call.entry.environmentTime - made[at]!.entry.environmentTime) / 60_000))
  return [
    made.length !== minutes.length + 1 && finding('more or fewer attempts', { expected: minutes.length + 1, seen: made.length, at: made.at(-1) }),
    ...seen.map((waited, at) => minutes[at] !== undefined && (waited < minutes[at] || waited > minutes[at] * 1.5 + 1) && finding(`the wait before attempt ${at + 2}`, { expected: `${minutes[at]} minutes`, seen: `${waited} minutes`, at: made[at + 1] })),
  ]
})
