import { addresses } from './addresses.ts'
import { communication, contactPreference } from './communication.ts'
import type { BusinessRule } from './context.ts'
import { birth, death } from './life.ts'
import { names } from './names.ts'
import { generalPractice, pharmacies } from './organisations.ts'
import { periods } from './periods.ts'
import { contacts, telecoms } from './telecoms.ts'
import { wellFormed } from './well-formed.ts'

/** The rules every update must keep, in the order in which they are looked at: form first. */
export const BUSINESS_RULES: readonly BusinessRule[] = [
  wellFormed,
  periods,
  names,
  addresses,
  telecoms,
  contacts,
  birth,
  death,
  generalPractice,
  pharmacies,
  communication,
  contactPreference,
]
