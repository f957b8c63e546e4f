import addFormats from 'ajv-formats'
import { Ajv, type ErrorObject } from 'ajv'
import type { Kind } from './kinds.ts'

const text = { type: 'string', minLength: 1 }
const flag = { type: 'boolean' }
const size = { type: 'integer', minimum: 0 }
const one = (...values: string[]) => ({ enum: values })
const object = (required: Record<string, object>, optional: Record<string, object> = {}, more: object = {}) => ({
  type: 'object',
  required: Object.keys(required),
  properties: { ...required, ...optional },
  ...more,
})
/** `reason` must be there where `name` is false. */
const reasonUnless = (name: string) => ({ anyOf: [{ not: { properties: { [name]: { const: false } }, required: [name] } }, { required: ['reason'] }] })

const CLINICAL_TYPE = one('SCANNED_DOCUMENT', 'ORIGINAL_TEXT_DOCUMENT', 'OCR_TEXT_DOCUMENT', 'IMAGE', 'AUDIO_DICTATION', 'OTHER_AUDIO', 'OTHER_DIGITAL_SIGNAL', 'EDI_MESSAGE', 'NOT_AVAILABLE', 'OTHER')

/** What each event tells beside who reports it. Facts of the published request schemas and of the descriptions of their fields. */
const PAYLOADS: Partial<Record<Kind, object>> = {
  registrations: object({
    registration: object({ type: one('CHANGE_PATIENT_TYPE', 'NEW_GP_REGISTRATION'), returningPatient: flag, multifactorAuthenticationPresent: flag }),
    demographicTraceStatus: object({ matched: flag, multifactorAuthenticationPresent: flag }, { reason: text }, reasonUnless('matched')),
    gpLinks: object({ gpLinksComplete: flag }),
  }),
  'transfer-compatibility-statuses': object({
    transferCompatibilityStatus: object({ internalTransfer: flag, transferCompatible: flag }, { reason: text }, reasonUnless('transferCompatible')),
  }),
  'ehr-responses': object({
    ehr: object(
      {},
      {
        ehrStructuredSizeBytes: size,
        placeholders: {
          type: 'array',
          items: object({
            clinicalType: CLINICAL_TYPE,
            generatedBy: one('SENDER', 'PRE_EXISTING'),
            reason: one('FILE_TYPE_UNSUPPORTED', 'FILE_DELETED', 'FILE_NOT_FOUND', 'FILE_LOCKED', 'UNABLE_TO_DETERMINE_PROBLEM'),
            originalMimeType: text,
          }),
        },
      },
    ),
  }),
  'document-responses': object({
    attachment: object({ clinicalType: CLINICAL_TYPE, sizeBytes: size }, { MimeType: text, mimeType: text }),
    documentMigration: object({ successful: flag }, { reason: text }, reasonUnless('successful')),
  }),
  'ehr-degrades': object({
    degrades: {
      type: 'array',
      items: object({
        type: one('MEDICATION', 'NON_DRUG_ALLERGY', 'DRUG_ALLERGY', 'REFERRAL', 'PLAN', 'REQUEST', 'RECORD_ENTRY', 'OTHER'),
        reason: one('CODE', 'NUMERIC_VALUE', 'DRUG_NAME', 'OTHER'),
        coding: { type: 'array', items: object({ code: text, system: text }) },
      }),
    },
  }),
  'ehr-integrations': object({
    integration: object({
      outcome: one('INTEGRATED', 'INTEGRATED_AND_SUPPRESSED', 'SUPPRESSED_AND_REACTIVATED', 'FILED_AS_ATTACHMENT', 'REJECTED', 'INTERNAL_TRANSFER', 'FAILED_TO_INTEGRATE'),
    }),
  }),
  errors: object({
    error: object(
      {
        errorCode: { type: 'string', minLength: 1, maxLength: 50, pattern: '^[A-Za-z0-9_]+$' },
        errorDescription: text,
        failurePoint: one('PATIENT_TRACE', 'ENDPOINT_LOOKUP', 'PATIENT_GENERAL_UPDATE', 'EHR_REQUESTED', 'EHR_RESPONSE', 'EHR_READY_TO_INTEGRATE', 'EHR_INTEGRATION', 'OTHER'),
      },
      { otherFailurePoint: text },
    ),
  }),
}

/** Events for which the practice before this one may be unknown. */
const WITHOUT_SENDER: readonly Kind[] = ['registrations', 'errors']

const ajv = new Ajv({ allErrors: true, strict: false })
addFormats.default(ajv)

const validators = new Map<Kind, ReturnType<Ajv['compile']>>()

/** What is wrong with an event, as the API words it: `payload.registration.type: must not be empty`. */
export function faultsIn(kind: Kind, value: unknown): string[] {
  let validate = validators.get(kind)
  if (!validate) {
    validate = ajv.compile(schemaOf(kind))
    validators.set(kind, validate)
  }
  if (validate(value)) return []
  const words = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'anyOf' && keyword !== 'not').map(wordsOf)
  return [...new Set(words)].sort()
}

function schemaOf(kind: Kind): object {
  const payload = PAYLOADS[kind]
  // Degrades are not to be tied to a transfer: they say only whose system found them.
  if (kind === 'ehr-degrades') return object({ reportingSystemSupplier: text, payload: payload! })
  const sender: Record<string, object> = WITHOUT_SENDER.includes(kind) ? {} : { sendingPracticeOdsCode: text }
  return object(
    { conversationId: text, registrationEventDateTime: { type: 'string', minLength: 1, format: 'date-time' }, reportingSystemSupplier: text, reportingPracticeOdsCode: text, requestingPracticeOdsCode: text, ...sender, ...(payload && { payload }) },
    { sendingPracticeOdsCode: text },
  )
}

function wordsOf({ instancePath, keyword, params, message }: ErrorObject): string {
  const place = instancePath.slice(1).replaceAll('/', '.')
  const missing = (params as { missingProperty?: string }).missingProperty
  if (missing !== undefined) return `${place ? `${place}.` : ''}${missing}: must not be empty`
  return `${place || 'body'}: ${keyword === 'minLength' ? 'must not be empty' : (message ?? 'is invalid')}`
}
