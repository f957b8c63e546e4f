import { empty } from '../../../kit/reply.ts'
import { actingUser } from '../access.ts'
import { CLINICAL_USERS } from '../admissions.ts'
import { ersRoute, mediaType } from '../ers-route.ts'
import { patientBehind } from '../request/resolve.ts'
import { FILE_LIMIT } from './attachments.ts'

/** Supported media types, each with the file name extensions that may go with it. */
const EXTENSIONS: Record<string, string[]> = {
  'text/plain': ['txt'],
  'application/pdf': ['pdf'],
  'text/xml': ['xml'],
  'text/rtf': ['rtf', 'rtx'],
  'audio/basic': ['au'],
  'audio/mpeg': ['mp3'],
  'image/png': ['png'],
  'image/gif': ['gif'],
  'image/jpeg': ['jpg', 'jpe', 'jpeg'],
  'image/tiff': ['tif', 'tiff'],
  'video/mpeg': ['mpg', 'mpeg', 'mpe'],
  'application/msword': ['doc'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/dicom': ['dcm'],
}
const ALL_EXTENSIONS = Object.values(EXTENSIONS).flat()

/** Takes a file into the document store. It belongs to no referral until another operation attaches it. */
export const uploadFile = ersRoute({
  operation: 'a020-upload-file-to-document-store',
  method: 'POST',
  path: '/STU3/Binary',
  admission: CLINICAL_USERS,
  produces: ['*/*'],
  consumes: Object.keys(EXTENSIONS),
  subject: (call) => patientBehind(call, call.header('nhsd-ers-referral-id')),
  handle(ers) {
    const { call, state } = ers
    const { userId, organisation, onBehalfOf } = actingUser(ers.caller)
    const type = mediaType(call.header('content-type'))
    const name = call.header('nhsd-ers-file-name')?.trim() ?? ''
    if (name === '') ers.reject('MISSING_VALUE', "'NHSD-eRS-File-Name' is missing.", 'nhsd-ers-file-name')
    const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
    if (!ALL_EXTENSIONS.includes(extension)) ers.reject('INVALID_VALUE', `'NHSD-eRS-File-Name' (${name}) does not have a supported file extension.`, 'nhsd-ers-file-name')
    if (!EXTENSIONS[type]!.includes(extension)) ers.reject('CONFLICTING_VALUES', `'NHSD-eRS-File-Name' (${name}) does not go with content type ${type}.`, 'nhsd-ers-file-name')
    const size = call.body.byteLength
    if (size === 0 || size > FILE_LIMIT) ers.reject('FILE_SIZE_ERROR', size === 0 ? 'The file is empty.' : `The file is larger than 5MB (${FILE_LIMIT} bytes).`)
    const referralId = call.header('nhsd-ers-referral-id')
    if (referralId !== undefined && !state.referrals.has(referralId) && !state.advice.has(referralId)) {
      ers.reject('INAPPROPRIATE_VALUE', `'NHSD-eRS-Referral-ID' (${referralId}) does not correspond to a request.`, 'nhsd-ers-referral-id')
    }

    const id = call.environment.random.uuid()
    state.files.set(id, {
      id,
      name,
      mediaType: type,
      content: call.body,
      availability: state.scanResult,
      ...(referralId !== undefined && { referralId }),
      uploadedBy: { userId, organisation, ...(onBehalfOf !== undefined && { onBehalfOf }) },
      uploadedAt: ers.now,
    })
    return empty(201, { location: `Binary/${id}` })
  },
})
