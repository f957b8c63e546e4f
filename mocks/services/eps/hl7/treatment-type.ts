import type { MedicationRequest } from '../fhir.ts'
import { ProcessingError } from '../processing-error.ts'

const TREATMENT_TYPES: Record<string, string> = { acute: '0001', continuous: '0002', 'continuous-repeat-dispensing': '0003' }

export type CourseOfTherapy = 'acute' | 'continuous' | 'continuous-repeat-dispensing'

/** The course of therapy of the whole prescription. Acute and continuous items may be mixed, and then count as acute. */
export function courseOfTherapy(requests: readonly MedicationRequest[]): CourseOfTherapy {
  const codes = new Set(requests.flatMap((request) => (request.courseOfTherapyType?.coding ?? []).map((coding) => coding.code)))
  const [first] = codes
  if (codes.size === 1) return known(first)
  if (codes.size === 2 && codes.has('acute') && codes.has('continuous')) return 'acute'
  throw new ProcessingError(
    'INVALID_VALUE',
    "Course of therapy type must either match for all MedicationRequests or be a mixture of 'acute' and 'continuous'.",
    'MedicationRequest.courseOfTherapyType.coding',
  )
}

function known(code: string | undefined): CourseOfTherapy {
  if (code !== undefined && code in TREATMENT_TYPES) return code as CourseOfTherapy
  throw new ProcessingError(
    'INVALID_VALUE',
    `Unhandled course of therapy type code '${code}'.`,
    'MedicationRequest.courseOfTherapyType.coding.code',
  )
}

/** Treatment type of HL7: 0001 acute, 0002 repeat, 0003 repeat dispensing (eRD). */
export function treatmentType(course: CourseOfTherapy): string {
  return TREATMENT_TYPES[course]!
}
