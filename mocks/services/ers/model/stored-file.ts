/** Whether a file can be downloaded yet (`eRS-AvailabilityStatus-1`). */
export type Availability = 'AVAILABLE' | 'PENDING' | 'THREATS_FOUND' | 'VALIDATION_FAILED'

/** A file in the e-RS document store. */
export interface StoredFile {
  /** UUID: the logical id of the Binary. */
  id: string
  name: string
  mediaType: string
  content: Uint8Array
  availability: Availability
  /** UBRN it was uploaded for; absent when the request did not exist yet. */
  referralId?: string
  uploadedBy: { userId: string; organisation: string; onBehalfOf?: string }
  uploadedAt: number
}

export type AttachmentType = 'REFERRER' | 'PROVIDER' | 'ADVICE_REQUEST' | 'GUIDANCE_RESPONSE'

/** A stored file attached to a referral or a message. */
export interface Attachment {
  /** Digits, unique among attachments. */
  id: string
  fileId: string
  type: AttachmentType
  description?: string
  attachedAt: number
}
