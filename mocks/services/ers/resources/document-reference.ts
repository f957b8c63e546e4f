import { codeSystem, extensionUrl, ID, profile } from '../codes/systems.ts'
import type { Attachment, AttachmentType } from '../model/stored-file.ts'
import type { ErsState } from '../state.ts'
import { instantOf } from './coding.ts'

const DISPLAY: Record<AttachmentType, string> = { REFERRER: 'Referrer', PROVIDER: 'Provider', ADVICE_REQUEST: 'Advice Request', GUIDANCE_RESPONSE: 'Guidance Response' }

/** `eRS-DocumentReference-1`: what is attached, by whom, and whether it can be downloaded yet. `id` as contained or as an entry of its own. */
export function documentReference(state: ErsState, attachment: Attachment, id: string) {
  const file = state.files.get(attachment.fileId)!
  const user = (name: string, value: string) => ({ url: extensionUrl(name), valueReference: { identifier: { system: ID.user, value } } })
  return {
    id,
    meta: { profile: [profile('DocumentReference')] },
    resourceType: 'DocumentReference',
    type: { coding: [{ system: codeSystem('AttachmentType'), code: attachment.type, display: DISPLAY[attachment.type] }] },
    status: 'current',
    indexed: instantOf(attachment.attachedAt),
    ...(attachment.description !== undefined && { description: attachment.description }),
    content: [
      {
        attachment: {
          id: attachment.id,
          extension: [
            { url: extensionUrl('AvailabilityStatus'), valueCoding: { system: codeSystem('AvailabilityStatus'), code: file.availability } },
            user('AttachedBy', file.uploadedBy.userId),
            { url: extensionUrl('AttachedByOrganisation'), valueReference: { identifier: { system: ID.organisation, value: file.uploadedBy.organisation } } },
            ...(file.uploadedBy.onBehalfOf === undefined ? [] : [user('AttachedOnBehalfOf', file.uploadedBy.onBehalfOf)]),
          ],
          contentType: file.mediaType,
          url: `Binary/${file.id}`,
          size: file.content.byteLength,
          title: file.name,
          creation: instantOf(file.uploadedAt).slice(0, 10),
        },
      },
    ],
  }
}
