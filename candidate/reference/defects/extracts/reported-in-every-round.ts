import { isDue } from '../../extracts/submit-report.ts'
import { liveSince } from '../../extracts/terminology-usage.ts'
import { defect } from '../defect.ts'

export const reportedInEveryRound = defect({
  name: 'reported-in-every-round',
  requirement: 'TIF-GPAD-02',
  story: 'Makes a report that is due whenever the mailbox is looked into.',
  replaces: isDue,
  with: (services, _report, { to }) => to >= liveSince(services),
})
