import { isDeepStrictEqual } from 'node:util'
import codes from '../codes.json' with { type: 'json' }
import { FIELDS, LISTS, type ListName } from '../patient.ts'
import { validatePart, type PartName } from '../schemas/validate.ts'
import { forbid, invalidate, type BusinessRule } from './context.ts'

const CLAUSE = 'PDS FHIR API: update-patient, schema Patient'

const PART_OF_LIST: Record<Exclude<ListName, 'extension'>, PartName> = {
  name: 'name',
  address: 'address',
  telecom: 'telecom',
  contact: 'contact',
  generalPractitioner: 'organisation',
}

const PART_OF_EXTENSION: Record<string, PartName> = {
  [codes.extensions.nominatedPharmacy]: 'pharmacy',
  [codes.extensions.dispensingDoctor]: 'pharmacy',
  [codes.extensions.applianceSupplier]: 'pharmacy',
  [codes.extensions.deathNotification]: 'nested',
  [codes.extensions.communication]: 'nested',
  [codes.extensions.contactPreference]: 'nested',
  [codes.extensions.birthPlace]: 'birthPlace',
}

/** What was added or replaced has the form of the resource. What the record held before is taken as it is. */
export const wellFormed: BusinessRule = ({ before, after, changes }) => {
  for (const list of LISTS) {
    for (const { item, index } of [...changes[list].added, ...changes[list].replaced]) {
      const part = list === 'extension' ? PART_OF_EXTENSION[item.url ?? ''] : PART_OF_LIST[list]
      if (!part) invalidate(`Update unsupported for resource - '${item.url ?? list}'`, 'Patient data fields', 'extension-not-supported', `/extension/${index}`)
      else validatePart(part, item, `${list}/${index}`, CLAUSE)
    }
  }
  for (const field of FIELDS) {
    if (isDeepStrictEqual(before[field], after[field])) continue
    if (after[field] === undefined) forbid(`source not permitted to remove '${field}'`, 'Removal', 'removal-not-permitted', `/${field}`)
    validatePart(field === 'managingOrganization' ? 'organisation' : field, after[field], field, CLAUSE)
  }
}
