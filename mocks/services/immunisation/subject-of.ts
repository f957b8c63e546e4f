import { list, object, type Json } from './json.ts'
import { SYSTEM } from './systems.ts'

/** The NHS number in an Immunization's contained patient; for faults and the journal. */
export function subjectOf(resource: Json): string | undefined {
  const patient = list(resource['contained']).map(object).find(({ resourceType }) => resourceType === 'Patient')
  const value = list(patient?.['identifier']).map(object).find(({ system }) => system === SYSTEM.nhsNumber)?.['value']
  return typeof value === 'string' ? value : undefined
}
