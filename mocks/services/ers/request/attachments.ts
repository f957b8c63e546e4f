import type { SchemaObject } from 'ajv'
import { codeSystem, profile } from '../codes/systems.ts'
import type { Ers } from '../ers-route.ts'
import type { Attachment, AttachmentType, StoredFile } from '../model/stored-file.ts'
import { newId } from '../state.ts'
import { coding, instant, metaOf } from './shape.ts'

interface DocumentReference {
  description?: string
  content: { attachment: { url: string } }[]
}

/** A DocumentReference as a request carries it: what is to be attached, and as what. */
export function documentReferenceSchema(type: AttachmentType): SchemaObject {
  return {
    type: 'object',
    required: ['resourceType', 'meta', 'type', 'status', 'indexed', 'content'],
    properties: {
      resourceType: { const: 'DocumentReference' },
      meta: metaOf(profile('DocumentReference')),
      type: { type: 'object', required: ['coding'], properties: { coding: { type: 'array', minItems: 1, items: coding(codeSystem('AttachmentType'), [type]) } } },
      status: { const: 'current' },
      indexed: instant,
      description: { type: 'string' },
      content: {
        type: 'array',
        minItems: 1,
        items: { type: 'object', required: ['attachment'], properties: { attachment: { type: 'object', required: ['url'], properties: { url: { type: 'string', minLength: 1 } } } } },
      },
    },
  }
}

/**
 * Resolves the documents a request wants attached. Each file must be in the document store, uploaded by the caller's
 * organisation, and uploaded for this request (`ubrn`) or, where the request is only being created, for none; no two with the same name.
 */
export function readAttachments(ers: Ers, documents: readonly DocumentReference[], type: AttachmentType, parameter: string, ubrn: string | undefined): Attachment[] {
  const names = new Set<string>()
  return documents.map((document, at) => {
    const { url } = document.content[0]!.attachment
    const pointer = `/parameter/${parameter}/${at}`
    const file = fileOf(ers, url)
    if (!file) return ers.reject('REFERENCE_NOT_FOUND', `'${parameter}' (${url}) could not be found.`, pointer)
    if (file.referralId !== ubrn) {
      const was = file.referralId === undefined ? 'was uploaded without a referral id' : `was uploaded for ${file.referralId}`
      ers.reject('INAPPROPRIATE_VALUE', `'${parameter}' (${url}) ${was}.`, pointer)
    }
    if (names.has(file.name)) ers.reject('DUPLICATE_FILENAME', `'${parameter}' (${file.name}) matches another file being attached.`, pointer)
    names.add(file.name)
    return { id: newId(ers.state), fileId: file.id, type, ...(document.description !== undefined && { description: document.description }), attachedAt: ers.now }
  })
}

/** The stored file that `Binary/<id>` (relative or absolute) names, if the caller's organisation uploaded it. */
function fileOf(ers: Ers, url: string): StoredFile | undefined {
  const id = /(?:^|\/)Binary\/([^/]+)$/.exec(url)?.[1]
  const file = id === undefined ? undefined : ers.state.files.get(id)
  return file && ers.caller.organisation === file.uploadedBy.organisation ? file : undefined
}
