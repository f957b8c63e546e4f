import { isWholeDay } from '../../gp-connect/record-request.ts'
import { defect } from '../defect.ts'

export const halfDatesCompleted = defect({
  name: 'half-dates-completed',
  requirement: 'TIF-GPC-21',
  story: 'Completes half a date, and cuts off the time, as databases do.',
  replaces: isWholeDay,
  with: (value): value is string => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
})
