import { Ajv, type ErrorObject } from 'ajv'
import { once } from '../../kit/once.ts'
import codes from './codes.json' with { type: 'json' }
import type { OutcomeName } from './errors.ts'

const coding = (system: string, values?: readonly string[]) => ({
  type: 'object',
  required: ['system', 'code'],
  properties: { system: { const: system }, code: values ? { enum: values } : { type: 'string', minLength: 1 }, display: { type: 'string' } },
})
const concept = (inner: object) => ({ type: 'object', required: ['coding'], properties: { coding: { type: 'array', minItems: 1, maxItems: 1, items: inner } } })
const reference = { type: 'object', required: ['reference'], properties: { reference: { type: 'string', pattern: '/Patient/\\d{9,10}$' } } }
const common = { resourceType: {}, id: {}, meta: {}, implicitRules: {}, language: {}, text: {}, contained: { type: 'array' }, identifier: {}, extension: { type: 'array', minItems: 1 } }
const category = concept(coding(codes.category.system, [codes.category.code]))
/** SNOMED CT is named with http; the published example of a flag has https, which is let pass. */
const snomed = { type: 'object', required: ['system', 'code'], properties: { system: { enum: [codes.snomed, codes.snomed.replace('http:', 'https:')] }, code: { type: 'string', pattern: '^\\d{6,18}$' } } }

/** What is demanded of each body that is sent in. Own structure; facts of the published request schemas and examples. */
const SCHEMAS = {
  Consent: {
    type: 'object',
    required: ['resourceType', 'extension', 'status', 'category', 'patient', 'policy', 'purpose'],
    additionalProperties: false,
    properties: {
      ...common,
      resourceType: { const: 'Consent' },
      status: { enum: ['active', 'inactive'] },
      category: { type: 'array', minItems: 1, maxItems: 1, items: category },
      patient: reference,
      dateTime: {},
      consentingParty: {},
      policy: { type: 'array', minItems: 1 },
      purpose: { type: 'array', minItems: 1, items: coding(codes.purpose.system, [codes.purpose.code]) },
    },
  },
  // The published example of a change is shaped like a flag: one category, a code and a subject. Both shapes are taken.
  ConsentUpdate: {
    type: 'object',
    required: ['resourceType', 'extension', 'status', 'category'],
    additionalProperties: false,
    properties: {
      ...common,
      resourceType: { const: 'Consent' },
      status: { enum: ['active', 'inactive'] },
      category: { type: ['array', 'object'] },
      patient: reference,
      subject: reference,
      code: {},
      dateTime: {},
      consentingParty: {},
      policy: { type: 'array', minItems: 1 },
      purpose: { type: 'array', minItems: 1 },
    },
    anyOf: [{ required: ['patient'] }, { required: ['subject'] }],
  },
  Flag: {
    type: 'object',
    required: ['resourceType', 'extension', 'status', 'category', 'code', 'subject'],
    additionalProperties: false,
    properties: { ...common, resourceType: { const: 'Flag' }, status: { enum: ['active', 'inactive'] }, category, code: concept(snomed), subject: reference, period: {}, encounter: {}, author: {} },
  },
  List: {
    type: 'object',
    required: ['resourceType', 'contained', 'status', 'mode', 'code', 'subject', 'entry'],
    additionalProperties: false,
    properties: {
      ...common,
      contained: { type: 'array', minItems: 1 },
      resourceType: { const: 'List' },
      status: { enum: ['current', 'retired', 'entered-in-error'] },
      mode: { enum: ['working', 'snapshot', 'changes'] },
      title: {},
      code: concept(coding(codes.listCode.system, [codes.listCode.code])),
      subject: reference,
      date: {},
      source: {},
      orderedBy: {},
      note: {},
      emptyReason: {},
      encounter: {},
      entry: { type: 'array', minItems: 1 },
    },
  },
  // Created as a Condition, changed as a List: the published examples know no other way.
  UnderlyingConditionList: {
    type: 'object',
    required: ['resourceType', 'subject', 'code'],
    properties: { resourceType: { enum: ['Condition', 'List', 'UnderlyingConditionList'] }, subject: reference, code: { type: 'object', required: ['coding'] } },
  },
  removal: {
    type: 'object',
    required: ['resourceType', 'parameter'],
    properties: {
      resourceType: { const: 'Parameters' },
      parameter: {
        type: 'array',
        minItems: 1,
        maxItems: 1,
        items: { type: 'object', required: ['name', 'part'], properties: { name: { const: 'removeRARecord' }, part: { type: 'array', minItems: 3, maxItems: 3 } } },
      },
    },
  },
}

export type Body = keyof typeof SCHEMAS

const validators = once(() => {
  const ajv = new Ajv({ strict: false })
  return Object.fromEntries(Object.entries(SCHEMAS).map(([name, schema]) => [name, ajv.compile(schema)])) as Record<Body, ReturnType<Ajv['compile']>>
})

const NAMES: Record<string, OutcomeName> = {
  required: 'MISSING_VALUE',
  additionalProperties: 'ADDITIONAL_PROPERTIES',
  minItems: 'TOO_FEW_VALUES_SUBMITTED',
  maxItems: 'TOO_MANY_VALUES_SUBMITTED',
  enum: 'UNSUPPORTED_VALUE',
  const: 'UNSUPPORTED_VALUE',
}

/** The first thing that is wrong with a body: the published outcome for it, words and place; nothing when all is well. */
export function faultIn(body: Body, value: unknown): { name: OutcomeName; detail: string; pointer: string } | undefined {
  const validate = validators()[body]
  if (validate(value)) return undefined
  const error = validate.errors![0] as ErrorObject
  const missing = (error.params as { missingProperty?: string; additionalProperty?: string }).missingProperty
  const pointer = missing === undefined ? error.instancePath : `${error.instancePath}/${missing}`
  const words = missing === undefined ? `${pointer || 'the body'} ${error.message}` : `Missing value - '${pointer.slice(1)}'`
  return { name: NAMES[error.keyword] ?? 'INVALID_VALUE', detail: words, pointer }
}
