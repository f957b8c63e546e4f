import type { ListChanges } from '../patch/changes.ts'
import type { Contact, ContactPoint } from '../patient.ts'
import { forbid, invalidate, invalidValue, type BusinessRule } from './context.ts'

/** The words PDS has for an email address it does not take. */
export const EMAIL_INVALID = 'email format is invalid'

/** Whether an email address has a valid form and more than 6, fewer than 90 characters. */
export function isEmail(value: string): boolean {
  return value.length > 6 && value.length < 90 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)
}

/** One contact detail of each system and use; these two do not change; email addresses are email addresses. */
export const telecoms: BusinessRule = ({ changes }) => {
  const section = 'Telecom'
  const { added, replaced, after } = changes.telecom as unknown as ListChanges<ContactPoint>
  for (const { item, index } of added) {
    const alike = after.filter(({ system, use }) => system === item.system && use === item.use)
    if (alike.length > 1) forbid(`multiple ${item.use ?? ''} ${item.system} telecoms cannot be added`, section, 'second-telecom-of-kind', `/telecom/${index}`)
  }
  for (const { before, item, index } of replaced) {
    if (before.system !== item.system || before.use !== item.use) {
      invalidate('use and system must be the same as the telecom being replaced', section, 'telecom-kind-changed', `/telecom/${index}`)
    }
  }
  for (const { item, index } of [...added, ...replaced]) {
    if (item.system === 'email' && !isEmail(item.value)) invalidate(EMAIL_INVALID, section, 'invalid-email', `/telecom/${index}/value`)
  }
}

/** Contacts are emergency contacts only; their contact details have no use, no fax and no period of their own. */
export const contacts: BusinessRule = ({ changes }) => {
  const section = 'Emergency contact'
  const { added, replaced } = changes.contact as unknown as ListChanges<Contact>
  for (const { item, index } of [...added, ...replaced]) {
    const field = `contact/${index}`
    const role = item.relationship[0]?.coding[0]?.code
    if (role !== 'C') invalidValue(role, `${field}/relationship/0/coding/0/code`, section, 'contact-not-emergency')
    for (const [at, telecom] of item.telecom.entries()) {
      const inside = `${field}/telecom/${at}`
      if (telecom.use !== undefined) invalidValue(telecom.use, `${inside}/use`, section, 'contact-telecom-with-use')
      if (telecom.system === 'fax') invalidValue('fax', `${inside}/system`, section, 'contact-telecom-fax')
      if (telecom.period !== undefined) invalidate('the period must be on the contact, not on its telecom', section, 'contact-telecom-with-period', `/${inside}/period`)
      if (telecom.system === 'email' && !isEmail(telecom.value)) invalidate(EMAIL_INVALID, section, 'invalid-email', `/${inside}/value`)
    }
  }
}
