import codes from '../codes.json' with { type: 'json' }
import { changesOf, type ListChanges } from '../patch/changes.ts'
import type { OrganisationReference } from '../patient.ts'
import type { PdsState } from '../state.ts'
import { forbid, invalidate, invalidValue, type BusinessRule } from './context.ts'

/** ODS role of a GP practice and of a community pharmacy. */
const GP_PRACTICE = 'RO76'
const PHARMACY = 'RO182'

/** Whether a code names an open organisation, with this role when one is asked for. */
export function isOpen(state: PdsState, odsCode: string, role?: string): boolean {
  const organisation = state.organisations.get(odsCode.toUpperCase())
  return organisation !== undefined && organisation.active && (role === undefined || organisation.roles.includes(role))
}

/** Whether a code names a GP practice, open or closed. */
export function isPractice(state: PdsState, odsCode: string): boolean {
  return state.organisations.get(odsCode.toUpperCase())?.roles.includes(GP_PRACTICE) ?? false
}

/** One GP practice, an open one, without an end; it is not removed by a practice. */
export const generalPractice: BusinessRule = ({ before, after, changes, state }) => {
  const section = 'General practice'
  const { added, replaced, removed, after: all } = changes.generalPractitioner as unknown as ListChanges<OrganisationReference>
  if (removed.length > 0) forbid("source not permitted to remove 'generalPractitioner'", section, 'general-practice-removed')
  if (all.length > 1) forbid('multiple general practices cannot be added', section, 'second-general-practice')
  for (const { item, index } of [...added, ...replaced]) {
    const field = `generalPractitioner/${index}/identifier`
    if (item.identifier.period?.end !== undefined) invalidate('an end date must not be provided for the general practice', section, 'general-practice-with-end', `/${field}/period/end`)
    if (!isOpen(state, item.identifier.value, GP_PRACTICE)) invalidValue(item.identifier.value, `${field}/value`, section, 'general-practice-unknown')
  }
  const managing = after.managingOrganization?.identifier.value
  if (managing !== undefined && managing !== before.managingOrganization?.identifier.value && !isOpen(state, managing, GP_PRACTICE)) {
    invalidValue(managing, 'managingOrganization/identifier/value', 'Managing Organisation', 'managing-organisation-unknown')
  }
}

/** One pharmacy of each type, with a code that names an open one. */
export const pharmacies: BusinessRule = ({ changes, state }) => {
  const section = 'Pharmacy'
  const kinds: [url: string, role: string | undefined][] = [
    [codes.extensions.nominatedPharmacy, PHARMACY],
    [codes.extensions.dispensingDoctor, undefined],
    [codes.extensions.applianceSupplier, undefined],
  ]
  for (const [url, role] of kinds) {
    const { added, replaced, after } = changesOf(changes.extension, url)
    if (added.length > 0 && after.length > 1) forbid('multiple pharmacies of the same type cannot be added', section, 'second-pharmacy-of-type', `/extension/${added[0]!.index}`)
    for (const { item, index } of [...added, ...replaced]) {
      const { value } = item.valueReference!.identifier
      if (!isOpen(state, value, role)) invalidValue(value, `extension/${index}/valueReference/identifier/value`, section, 'pharmacy-unknown')
    }
  }
}
