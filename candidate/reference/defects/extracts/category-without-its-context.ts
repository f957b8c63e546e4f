import { appointmentRecord } from '../../extracts/appointments-data.ts'
import { defect } from '../defect.ts'

export const categoryWithoutItsContext = defect({
  name: 'category-without-its-context',
  requirement: 'TIF-GPAD-03',
  story: 'Reports the category and leaves out the context type, which follows from it.',
  replaces: appointmentRecord,
  with: (appointment) => ({ ...appointmentRecord.proper(appointment), ContextType: undefined }),
})
