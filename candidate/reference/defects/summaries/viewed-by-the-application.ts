import { callerOf } from '../../national/scr.ts'
import { defect } from '../defect.ts'

export const viewedByTheApplication = defect({
  name: 'viewed-by-the-application',
  requirement: 'TIF-SCR-05',
  story: 'Reads summaries under the application of the practice, which is allowed as well.',
  replaces: callerOf,
  with: (work, matter) => (matter === 'view' ? 'application' : callerOf.proper(work, matter)),
})
