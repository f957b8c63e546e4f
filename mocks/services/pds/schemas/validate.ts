import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import { reject, type OutcomeName } from '../errors.ts'
import { pythonRepr } from '../python-repr.ts'
import parts from './parts.json' with { type: 'json' }

export type PartName = keyof typeof parts.$defs

const ajv = new Ajv({ allErrors: true, verbose: true })
addFormats.default(ajv)
ajv.addSchema(parts)

const compiled = new Map<PartName, ValidateFunction>()

function validator(part: PartName): ValidateFunction {
  let validate = compiled.get(part)
  if (!validate) {
    validate = ajv.compile({ $ref: `pds-parts#/$defs/${part}` })
    compiled.set(part, validate)
  }
  return validate
}

/**
 * Holds a value to the schema of a part and refuses it in the words of PDS, naming the first thing wrong: what is
 * missing on top, then what is missing further in, then what should not be there, then wrong values.
 */
export function validatePart(part: PartName, value: unknown, field: string, clause: string): void {
  const validate = validator(part)
  if (validate(value)) return
  const [first] = [...validate.errors!].sort((a, b) => rank(a) - rank(b))
  refuseError(first!, field, clause)
}

function rank(error: ErrorObject): number {
  const depth = error.instancePath.split('/').length
  if (error.keyword === 'required') return depth === 1 ? 0 : 1
  return error.keyword === 'additionalProperties' ? 2 : 3
}

function refuseError(error: ErrorObject, field: string, clause: string): never {
  const path = [field, ...error.instancePath.split('/').slice(1)].filter((token) => token !== '').join('/')
  const stop = (name: OutcomeName, words: string, pointer = path) => reject(name, words, { rule: name.toLowerCase().replaceAll('_', '-'), clause, pointer: `/${pointer}` })
  const value = quote(error.data)

  switch (error.keyword) {
    case 'required': {
      const missing = [path, (error.params as { missingProperty: string }).missingProperty].filter((token) => token !== '').join('/')
      return stop('MISSING_VALUE', `Missing value - '${missing}'`, missing)
    }
    case 'additionalProperties': {
      const { additionalProperty } = error.params as { additionalProperty: string }
      return stop('ADDITIONAL_PROPERTIES', `Invalid request with error - Additional properties are not allowed ('${additionalProperty}' was unexpected)`)
    }
    case 'maxItems':
      return stop('TOO_MANY_VALUES_SUBMITTED', `Too many values submitted - ${pythonRepr(error.data)} in field '${path}'`)
    case 'minItems':
    case 'minProperties':
      return stop('TOO_FEW_VALUES_SUBMITTED', `Too few values submitted - ${pythonRepr(error.data)} in field '${path}'`)
    default:
      return stop('INVALID_VALUE', `Invalid value - '${value}' in field '${path}'`)
  }
}

/** A value between the quotes of a diagnostic: text as it is, anything else as Python prints it. */
function quote(value: unknown): string {
  return typeof value === 'string' ? value : pythonRepr(value)
}
