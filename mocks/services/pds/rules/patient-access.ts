import codes from '../codes.json' with { type: 'json' }
import { FIELDS } from '../patient.ts'
import { tokensOf, type Patch } from '../patch/patch.ts'
import { invalidUpdate } from '../patch/check-form.ts'
import type { UpdateContext } from './context.ts'

const RULE = { rule: 'patient-updates-too-much', clause: 'PDS FHIR API: update-patient, Patient access' } as const

const EXTENSIONS: ReadonlySet<string> = new Set([
  codes.extensions.communication,
  codes.extensions.birthPlace,
  codes.extensions.nominatedPharmacy,
  codes.extensions.dispensingDoctor,
  codes.extensions.applianceSupplier,
])

/** Lists whose items a patient adds or replaces as a whole only. */
const WHOLE: ReadonlySet<string> = new Set(['telecom', 'extension'])

/**
 * What a patient may update of their own record: addresses, emergency contacts, pharmacies, place of birth,
 * communication, and mobile number and email address. Telecoms and extensions only as whole objects.
 */
export function checkPatientAccess({ before, after, changes }: UpdateContext, patches: readonly Patch[]): void {
  const refusal = () => invalidUpdate('This user does not have permission to update the fields in the patches provided.', RULE)
  if (FIELDS.some((field) => before[field] !== undefined && JSON.stringify(before[field]) !== JSON.stringify(after[field]))) refusal()
  if (FIELDS.some((field) => before[field] === undefined && after[field] !== undefined)) refusal()
  const everything = (list: 'name' | 'telecom' | 'extension' | 'generalPractitioner') => {
    const { added, replaced, removed } = changes[list]
    return [...added.map(({ item }) => item), ...replaced.flatMap((change) => [change.before, change.item]), ...removed]
  }
  if (everything('name').length > 0 || everything('generalPractitioner').length > 0) refusal()
  if (everything('telecom').some(({ system, use }) => !(system === 'email' || (system === 'phone' && use === 'mobile')))) refusal()
  if (everything('extension').some(({ url }) => !EXTENSIONS.has(url ?? ''))) refusal()
  for (const { op, path } of patches) {
    const tokens = tokensOf(path)
    if ((op === 'add' || op === 'replace') && WHOLE.has(tokens[0]!) && tokens.length > 2) refusal()
  }
}
