import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import im1 from './im1.schema.json' with { type: 'json' }
import permissions from './permissions.schema.json' with { type: 'json' }
import r4 from './r4.schema.json' with { type: 'json' }
import stu3 from './stu3.schema.json' with { type: 'json' }

/** The parts of the published patient-facing APIs that answers are held to. */
export type Flavour = 'stu3' | 'r4' | 'permissions' | 'im1'

const ajv = new Ajv({ allErrors: true, strict: false })
for (const schema of [stu3, r4, permissions, im1]) ajv.addSchema(schema)

const compiled = new Map<string, ValidateFunction | undefined>()

function validator(flavour: Flavour, name: string): ValidateFunction | undefined {
  const id = `https://assay.example/schemas/published/${flavour}#/definitions/${name}`
  if (!compiled.has(id)) compiled.set(id, ajv.getSchema(id))
  return compiled.get(id)
}

/**
 * What is wrong with an answer, held to what is published: the Bundle or resource `name` of a flavour, and every resource in it
 * by its own type. Empty: nothing.
 */
export function notAsPublished(flavour: Flavour, name: string, value: unknown): string[] {
  const check = validator(flavour, name)
  if (!check) throw new Error(`Failed to find the published shape ${name} of ${flavour}: steps/checks/published has no definition of it.`)
  const own = check(value) ? [] : (check.errors ?? []).map((error) => told(name, error))
  const { entry } = (value ?? {}) as { entry?: { resource?: { resourceType?: string } }[] }
  const within = (Array.isArray(entry) ? entry : []).flatMap(({ resource } = {}, at) => {
    const type = resource?.resourceType ?? 'nothing'
    const inner = validator(flavour, type)
    // A record holds more kinds of entry than are described here; the other answers do not.
    if (!inner) return name === 'record' && type !== 'nothing' ? [] : [`entry ${at}: a ${type}, which this API does not publish`]
    return inner(resource) ? [] : (inner.errors ?? []).map((error) => told(`entry ${at}, ${type}`, error))
  })
  return [...own, ...within]
}

const told = (what: string, { instancePath, message, params }: ErrorObject) =>
  `${what}${instancePath}: ${message ?? 'is not as published'}${'allowedValue' in params ? ` (${String(params['allowedValue'])})` : 'allowedValues' in params ? ` (${String(params['allowedValues'])})` : ''}`
