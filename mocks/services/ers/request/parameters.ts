import type { SchemaObject } from 'ajv'
import { profile } from '../codes/systems.ts'
import type { Ers } from '../ers-route.ts'
import { ensureShape, metaOf, shape, type Shape } from './shape.ts'

/** One named part that a Parameters resource may have. */
export interface Part {
  /** Where its value stands: `valueIdentifier`, `resource`. */
  as: string
  /** Schema of the value. */
  schema: SchemaObject
  min: 0 | 1
  /** One when absent. */
  max?: number
}

/** A Parameters resource as the published operation defines it. */
export interface ParametersDefinition {
  envelope: Shape
  parts: Map<string, Part & { validate: Shape }>
}

/** `profileName`: short name of the profile it must claim. */
export function parametersOf(profileName: string, parts: Record<string, Part>): ParametersDefinition {
  return {
    envelope: shape({
      type: 'object',
      required: ['resourceType', 'meta', 'parameter'],
      properties: {
        resourceType: { const: 'Parameters' },
        meta: metaOf(profile(profileName)),
        parameter: { type: 'array', minItems: 1, items: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } } },
      },
    }),
    parts: new Map(Object.entries(parts).map(([name, part]) => [name, { ...part, validate: shape(part.schema) }])),
  }
}

/** The values of a Parameters resource by name, each in order of appearance. */
export class Values {
  readonly #values: Map<string, unknown[]>

  constructor(values: Map<string, unknown[]>) {
    this.#values = values
  }

  /** The single value of a part; call it only for parts of the type that their schema demands. */
  one<T>(name: string): T | undefined {
    return this.#values.get(name)?.[0] as T | undefined
  }

  all<T>(name: string): T[] {
    return (this.#values.get(name) ?? []) as T[]
  }
}

/**
 * Reads a Parameters resource, or refuses what is wrong first. `path` is where the resource stands in the body.
 * Diagnostics in the form of the published examples: `'parameter[1]' (unknownParameter) unknown parameter name`.
 */
export function readParameters(ers: Ers, resource: unknown, definition: ParametersDefinition, path = ''): Values {
  ensureShape(ers, definition.envelope, resource, path)
  const entries = (resource as { parameter: Record<string, unknown>[] }).parameter
  const values = new Map<string, unknown[]>()
  entries.forEach((entry, index) => {
    const at = `${path === '' ? '' : `${path}/`}parameter[${index}]`
    const name = entry.name as string
    const part = definition.parts.get(name)
    if (!part) return ers.reject('UNEXPECTED_FIELD', `'${at}' (${name}) unknown parameter name`, `/${at}`)
    for (const key of Object.keys(entry)) if (key !== 'name' && key !== part.as) ers.reject('UNEXPECTED_FIELD', `'${at}/${key}' is not expected.`, `/${at}/${key}`)
    if (entry[part.as] === undefined) ers.reject('MISSING_VALUE', `'${at}/${part.as}' is missing.`, `/${at}`)
    ensureShape(ers, part.validate, entry[part.as], `${at}/${part.as}`)
    const soFar = values.get(name)
    if (soFar && soFar.length >= (part.max ?? 1)) ers.reject('INVALID_FHIR_STRUCTURE', `'${at}' (${name}) is there more than ${part.max ?? 1} times.`, `/${at}`)
    values.set(name, [...(soFar ?? []), entry[part.as]])
  })
  for (const [name, { min }] of definition.parts) {
    if (min > 0 && !values.has(name)) ers.reject('MISSING_VALUE', `'${path === '' ? '' : `${path}/`}${name}' is missing.`, `/${path}`)
  }
  return new Values(values)
}
