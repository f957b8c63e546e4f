import { Ajv, type ErrorObject, type SchemaObject, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import type { ErrorCode } from '../errors.ts'
import type { Ers } from '../ers-route.ts'
import { once } from '../../../kit/once.ts'

const ajv = new Ajv({ strict: true, allErrors: false, verbose: true, allowUnionTypes: true })
addFormats.default(ajv)

/** The shape that a schema describes. */
export type Shape = () => ValidateFunction

/** The shape of a schema, compiled when the first body is held to it. */
export const shape = (schema: SchemaObject): Shape => once(() => ajv.compile(schema))

/** Refuses when the value does not have the shape. `path` says where it stands in the body: `parameter[0]/valueIdentifier`. */
export function ensureShape(ers: Ers, shapeOf: Shape, value: unknown, path: string): void {
  const validate = shapeOf()
  if (validate(value)) return
  const error = validate.errors![0]!
  const at = [path, ...error.instancePath.split('/').slice(1)].filter((part) => part !== '').join('/')
  const [code, diagnostics] = describe(error, at)
  ers.reject(code, diagnostics, `/${at}`)
}

/** Which published code a broken schema keyword stands for, and the words of the service for it. */
function describe(error: ErrorObject, at: string): [ErrorCode, string] {
  const here = at === '' ? 'request' : at
  switch (error.keyword) {
    case 'required':
      return ['MISSING_VALUE', `'${join(at, error.params.missingProperty as string)}' is missing.`]
    case 'minItems':
    case 'minLength':
      return ['MISSING_VALUE', `'${here}' is missing.`]
    case 'maxItems':
      return ['TOO_MANY_ITEMS', `'${here}' has more than ${String(error.params.limit)} entries.`]
    case 'additionalProperties':
      return ['UNEXPECTED_FIELD', `'${join(at, error.params.additionalProperty as string)}' is not expected.`]
    case 'type':
      return structured(error.schema) || structured(typeOf(error.data)) ? ['INVALID_FHIR_STRUCTURE', `'${here}' does not have the expected structure.`] : invalid(here, error.data)
    case 'enum':
    case 'const':
      return at.endsWith('code') ? ['INVALID_CODE', `'${here}' (${String(error.data)}) is not a defined code.`] : invalid(here, error.data)
    default:
      return invalid(here, error.data)
  }
}

const join = (at: string, name: string) => (at === '' ? name : `${at}/${name}`)
const invalid = (at: string, value: unknown): [ErrorCode, string] => ['INVALID_VALUE', `'${at}' (${String(value)}) is invalid.`]
const structured = (type: unknown) => type === 'object' || type === 'array'
const typeOf = (value: unknown) => (Array.isArray(value) ? 'array' : typeof value)

const string = { type: 'string', minLength: 1 }

/** `Identifier` of one system. */
export function identifier(system: string, value: SchemaObject = string): SchemaObject {
  return { type: 'object', required: ['system', 'value'], additionalProperties: false, properties: { system: { const: system }, value } }
}

/** `Coding` of one system, or of systems that match a pattern; any code, or one of a list. */
export function coding(system: string | { pattern: string }, codes?: readonly string[]): SchemaObject {
  return {
    type: 'object',
    required: ['system', 'code'],
    additionalProperties: false,
    properties: {
      system: typeof system === 'string' ? { const: system } : { type: 'string', pattern: system.pattern },
      code: codes ? { enum: codes } : string,
      display: { type: 'string' },
    },
  }
}

export const unsignedInt = { type: 'integer', minimum: 0 }
export const instant = { type: 'string', format: 'date-time' }
export const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength })

/** A resource's `meta` that must name the profile. */
export function metaOf(profile: string): SchemaObject {
  return {
    type: 'object',
    required: ['profile'],
    properties: { profile: { type: 'array', minItems: 1, contains: { const: profile } } },
  }
}
