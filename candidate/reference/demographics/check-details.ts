import { Refusal, type RefusalIssue } from '../refusal.ts'
import type { Difference } from './details.ts'

type Rule = (value: string, today: string) => string | undefined

const phone: Rule = (value) =>
  /^\+?[\d ()-]{8,20}$/.test(value) ? undefined : 'Enter a telephone number, like 01632 960001 or 07700 900457'
const name: Rule = (value) =>
  /^[A-Za-zÀ-ÖØ-öø-ſ'. 0-9-]+$/.test(value) ? undefined : 'Use letters, spaces, hyphens, apostrophes and full stops only'

/** What PDS accepts, so that a mistake is found while it can be mended. Source: PDS FHIR, update patient, data fields. */
const RULES: Partial<Record<Difference['name'], Rule>> = {
  title: name,
  given: name,
  family: name,
  homePhone: phone,
  workPhone: phone,
  mobile: phone,
  email: (value) =>
    /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) && value.length > 6 && value.length < 90
      ? undefined
      : 'Enter an email address, like name@example.com',
  gender: (value) => (['male', 'female', 'unknown'].includes(value) ? undefined : 'Choose male, female or not known'),
  birthDate: (value, today) =>
    /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) && value <= today
      ? undefined
      : 'Enter a date of birth that is not in the future',
  postcode: (value) => (/^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$/.test(value) ? undefined : 'Enter a postcode in capitals, like LS1 6AE'),
  address: (value) => (value.split('\n').length <= 5 ? undefined : 'Enter no more than five lines of address'),
}

/** Details that a record cannot be without. */
const REQUIRED = new Set<Difference['name']>(['family', 'given', 'gender', 'birthDate', 'address'])

/** @throws Refusal `invalid` naming every detail that cannot be saved as it is */
export function checkDetails(changes: readonly Difference[], today: string): void {
  const issues = changes.flatMap(({ name: field, label, after }): RefusalIssue[] => {
    if (after === '') return REQUIRED.has(field) ? [{ field, text: `${label} cannot be removed.` }] : []
    const wrong = RULES[field]?.(after, today)
    return wrong ? [{ field, text: `${label}: ${wrong}.` }] : []
  })
  if (issues.length > 0) throw new Refusal('invalid', issues)
}
