import type { Period } from '../patient.ts'
import { invalidate, type BusinessRule } from './context.ts'

const SECTION = 'Business rules for period'

/** Periods of what was added or replaced: they do not begin in the future, and do not end before they begin. */
export const periods: BusinessRule = ({ changes, today }) => {
  for (const list of ['name', 'address', 'telecom', 'contact', 'generalPractitioner'] as const) {
    for (const { item, index } of [...changes[list].added, ...changes[list].replaced]) {
      const holder = (list === 'generalPractitioner' ? item.identifier : item) as { period?: Period }
      const { start, end } = holder.period ?? {}
      const pointer = `/${list}/${index}/period`
      if (start !== undefined && start > today) invalidate(`start date must not be in the future - '${start}'`, SECTION, 'period-starts-in-future', pointer)
      if (start !== undefined && end !== undefined && end < start) invalidate('end date must not be before start date', SECTION, 'period-ends-before-start', pointer)
    }
  }
}
