import { refuse } from '../../../kit/refusal.ts'
import { empty, type Reply } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import type { Call } from '../../../kit/call.ts'
import { CLINICAL_READERS } from '../admissions.ts'
import { notFound, r4Error } from '../errors.ts'
import { ersRoute, type Ers } from '../ers-route.ts'
import type { StoredFile } from '../model/stored-file.ts'
import { patientBehind } from '../request/resolve.ts'
import type { ErsState } from '../state.ts'

/** The most that can be uploaded, and downloaded through the deprecated operation: 5 MB. */
export const FILE_LIMIT = 5_242_880
/** How long a temporary download location lasts. "A short period"; the length is not published. */
const TICKET_MS = 60_000

const UNAVAILABLE = {
  PENDING: 'The file is being scanned and cannot be retrieved. Wait at least 5 minutes before checking its availability again.',
  THREATS_FOUND: 'The file has been quarantined after detecting a threat and cannot be retrieved. Contact the organisation that uploaded the file to resolve the issue and get the information you need.',
  VALIDATION_FAILED: 'The file has failed validation and cannot be retrieved. Contact the organisation that uploaded the file to resolve the issue and get the information you need.',
} as const

/** Streams a file (deprecated: A042 replaces it). */
export const retrieveAttachmentStu3 = ersRoute({
  operation: 'a006-retrieve-attachment',
  method: 'GET',
  path: '/STU3/Binary/:id',
  admission: CLINICAL_READERS,
  produces: ['*/*'],
  subject,
  handle(ers) {
    const file = fileOf(ers)
    if (!file) return refuse(notFound(ers.call))
    if (file.availability !== 'AVAILABLE') ers.reject(file.availability, UNAVAILABLE[file.availability])
    if (file.content.byteLength > FILE_LIMIT) ers.reject('FILE_SIZE_ERROR', `The file requested is larger than 5MB (${FILE_LIMIT} bytes) so cannot be retrieved via this endpoint.`)
    return download(file)
  },
})

/** Redirects (307) to a temporary location of the file, which must be used at once and not be kept. */
export const retrieveAttachmentR4 = ersRoute({
  operation: 'a042-retrieve-attachment',
  method: 'GET',
  path: '/R4/Binary/:id',
  admission: CLINICAL_READERS,
  produces: ['*/*'],
  subject,
  handle(ers) {
    const { call, state, now, base } = ers
    const id = call.params.id ?? ''
    if (!/^(att-.+|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i.test(id)) {
      refuse(r4Error(call, 400, 'REC_BAD_REQUEST', `The attachment id (${id}) is not valid.`), { rule: 'attachment-id', detail: `${id} is neither a UUID nor a legacy id`, clause: 'e-RS FHIR API, a042: 400', pointer: 'path:id' })
    }
    const file = fileOf(ers)
    if (!file) return refuse(notFound(call))
    if (file.availability !== 'AVAILABLE') {
      const unavailable = file.availability
      refuse(r4Error(call, 422, unavailable, UNAVAILABLE[unavailable]), { rule: 'attachment-not-available', detail: `availability is ${unavailable}`, clause: 'e-RS FHIR API, a042: Attachment availability', pointer: 'path:id' })
    }
    const ticket = call.environment.random.uuid()
    state.downloads.set(ticket, { fileId: file.id, expiresAt: now + TICKET_MS })
    return empty(307, { location: `${base}/ObjectStore/${ticket}` })
  },
})

/** The temporary location itself. Not part of the API: in the live service a store of its own, which is entered by its address alone. */
export const downloadFromObjectStore = route<ErsState>({
  operation: 'object-store-download',
  method: 'GET',
  path: '/ObjectStore/:ticket',
  handle(call: Call<ErsState>) {
    const ticket = call.state.downloads.get(call.params.ticket ?? '')
    const file = ticket && call.state.files.get(ticket.fileId)
    if (!ticket || !file) return empty(404)
    if (ticket.expiresAt <= call.environment.clock.now()) {
      return refuse(empty(403), { rule: 'stale-download-location', detail: 'the temporary location was used after it had expired', clause: 'e-RS FHIR API, a042: Support for a temporary redirect', pointer: 'path:ticket' })
    }
    return download(file)
  },
})

/** The patient of the request that the file was uploaded for. */
function subject(call: Call<ErsState>): string | undefined {
  return patientBehind(call, call.state.files.get(call.params.id ?? '')?.referralId)
}

/** A file that belongs to a request the caller may work with, or that the caller's organisation uploaded. */
function fileOf({ call, state, caller }: Ers): StoredFile | undefined {
  const file = state.files.get(call.params.id ?? '')
  if (!file || caller.kind === 'application') return file
  return file.uploadedBy.organisation === caller.organisation || requestsOf(state, file).some((organisation) => organisation === caller.organisation) ? file : undefined
}

/** Organisations whose referrals or advice requests the file is attached to. */
function requestsOf(state: ErsState, file: StoredFile): string[] {
  const holds = (attachments: { fileId: string }[]) => attachments.some(({ fileId }) => fileId === file.id)
  return [
    ...[...state.referrals.values()].filter((referral) => holds(referral.attachments)).map((referral) => referral.referrer.organisation),
    ...[...state.advice.values()].filter((advice) => holds(advice.messages.flatMap((message) => message.attachments))).map((advice) => advice.requester.organisation),
  ]
}

function download(file: StoredFile): Reply {
  return {
    status: 200,
    headers: { 'content-type': file.mediaType, 'content-disposition': `attachment; filename="${file.name.replace(/["\\\r\n]/g, '_')}"`, 'content-length': String(file.content.byteLength) },
    body: file.content,
  }
}
