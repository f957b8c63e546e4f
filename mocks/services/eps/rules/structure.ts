import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import codes from '../data/codes.json' with { type: 'json' }
import schema from '../data/message.schema.json' with { type: 'json' }
import { once } from '../../../kit/once.ts'
import { coded, type Objection } from '../issue.ts'

/** Validators by type of resource. */
const validators = once(() => {
  const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: false })
  ajv.addSchema({
    ...schema,
    $defs: {
      ...schema.$defs,
      prescriptionType: { enum: codes.prescriptionTypes },
      dispensingSite: { enum: codes.dispensingSites },
      cancellationReason: { enum: Object.keys(codes.cancellationReasons) },
    },
  })
  const types = Object.keys(schema.$defs).filter((name) => /^[A-Z]/.test(name))
  return new Map(types.map((type): [string, ValidateFunction] => [type, ajv.getSchema(`${schema.$id}#/$defs/${type}`)!]))
})

/**
 * What the FHIR validator says to a message: every missing field and every value of the wrong kind.
 * It looks at Bundles; whatever else comes is another rule's business.
 */
export function structureObjections(body: unknown): Objection[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body) || !('resourceType' in body))
    return [missing('Resource', 'resourceType', '')]
  if (body.resourceType !== 'Bundle') return []
  const bundle = body as { entry?: unknown }
  const found = check('Bundle', body, 'Bundle')
  const entries = Array.isArray(bundle.entry) ? (bundle.entry as { resource?: { resourceType?: string } }[]) : []
  entries.forEach((entry, at) => {
    const type = entry?.resource?.resourceType
    if (type !== undefined && type !== 'Bundle') found.push(...check(type, entry.resource, `Bundle.entry[${at}].resource`))
  })
  return found
}

function check(type: string, resource: unknown, path: string): Objection[] {
  const validate = validators().get(type)
  if (!validate || validate(resource)) return []
  // What stands under a failed choice is noise: the choice itself is the finding.
  return (validate.errors ?? [])
    .filter((error) => error.keyword !== 'if' && !/\/(contains|anyOf)\//.test(error.schemaPath))
    .map((error) => objection(type, error, path))
}

function objection(type: string, error: ErrorObject, path: string): Objection {
  const where = path + error.instancePath.replace(/\/(\d+)/g, '[$1]').replaceAll('/', '.')
  const field = where.replace(/^.*\.resource\./, '').replace(/^Bundle\./, '')
  if (error.keyword === 'required') return missing(error.instancePath === '' ? type : field, String(error.params.missingProperty), where)
  if (error.keyword === 'anyOf') return missing(type, 'medication[x]', where)
  if (error.keyword === 'contains') return missing(type, slice(error), where)
  const seen = typeof error.data === 'object' ? '' : ` '${String(error.data)}'`
  return {
    rule: 'structure-invalid-value',
    issue: {
      ...coded('value', 'spineErrorR4', 'INVALID_VALUE', `Provided value is invalid`),
      diagnostics: `Invalid value${seen} in ${type}.${field}: ${error.message}`,
      expression: [where],
    },
  }
}

function missing(type: string, field: string, where: string): Objection {
  const display = `ResourceType ${type} must contain '${field}' field`
  return {
    rule: 'structure-missing-field',
    issue: { ...coded('value', 'spineErrorR4', 'MISSING_FIELD', display), ...(where && { expression: [where] }) },
  }
}

/** The element that must be in the list, by the end of its address: `extension:Extension-DM-PrescriptionType`. */
function slice(error: ErrorObject): string {
  const { url, system } = (error.schema as { properties: Partial<Record<'url' | 'system', { const: string }>> }).properties
  return `${error.instancePath.split('/').pop()}:${(url ?? system)?.const.split('/').pop()}`
}
