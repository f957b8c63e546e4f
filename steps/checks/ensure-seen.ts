import type { PatientView } from '../../candidate/port/demographics.ts'
import { check, finding } from './check.ts'

/** The candidate shows these details of a patient. */
export const ensureSeen = check("the practice's record shows it", (_sight, { seen, expected }: { seen: Partial<PatientView>; expected: Partial<PatientView> }) =>
  Object.entries(expected).map(([name, value]) => {
    const found = seen[name as keyof PatientView]
    return JSON.stringify(found) !== JSON.stringify(value) && finding(`another ${name}`, { expected: value, seen: found ?? 'nothing' })
  }),
)
