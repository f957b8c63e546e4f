import { readFileSync } from 'node:fs'
import { Ajv, type ValidateFunction } from 'ajv'

interface Schema {
  $id: string
  definitions: Record<string, { allOf?: unknown }>
}

let ajv: Ajv | undefined
let known: Schema['definitions'] = {}
let id = ''

/** The validator of a definition in config/schemas/fhir.schema.json, compiled when the first such resource comes. */
function validatorOf(definition: string): ValidateFunction | undefined {
  if (!ajv) {
    const schema = JSON.parse(readFileSync(new URL('../../../config/schemas/fhir.schema.json', import.meta.url), 'utf8')) as Schema
    // Resources within resources are looked at one by one: compiling all of them at the first answer takes a fifth of a second.
    delete schema.definitions['Resource']!.allOf
    ajv = new Ajv({ allowUnionTypes: true, validateSchema: false }).addSchema(schema)
    known = schema.definitions
    id = schema.$id
  }
  return Object.hasOwn(known, definition) ? ajv.getSchema(`${id}#/definitions/${definition}`) : undefined
}

/**
 * What is wrong with the form of something that came from a candidate, as `/name/0/given must be array`; `undefined` when nothing is.
 * Whoever reads on can rely on every listed element being of its type, though not on its being there.
 */
export function misshapen(value: unknown, definition = resourceTypeOf(value)): string | undefined {
  const validate = validatorOf(definition)
  if (validate && !validate(value)) {
    const [error] = validate.errors ?? []
    return `${error?.instancePath || definition} ${error?.message ?? 'is not as it should be'}`
  }
  for (const [path, resource] of inner(value)) {
    const wrong = misshapen(resource)
    if (wrong !== undefined) return `${path}: ${wrong}`
  }
  return undefined
}

const resourceTypeOf = (value: unknown): string => (typeof value === 'object' && value !== null && 'resourceType' in value && typeof value.resourceType === 'string' ? value.resourceType : 'Resource')

interface Container {
  resource?: unknown
  part?: Container[]
}

/** The resources in a Bundle's entries and an operation's parameters. */
function inner(value: unknown): [path: string, resource: unknown][] {
  const { entry, parameter } = value as { entry?: Container[]; parameter?: Container[] }
  const type = resourceTypeOf(value)
  if (type === 'Bundle') return within(entry ?? [], '/entry')
  return type === 'Parameters' ? within(parameter ?? [], '/parameter') : []
}

function within(containers: readonly Container[], path: string): [string, unknown][] {
  return containers.flatMap(({ resource, part = [] }, at) => [...(resource === undefined ? [] : [[`${path}/${at}/resource`, resource] as [string, unknown]]), ...within(part, `${path}/${at}/part`)])
}
