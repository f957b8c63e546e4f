import { doubles, isTooEarly } from '../../prescribing/warnings.ts'
import { defect, swap } from '../defect.ts'

export const earlyIssueUnnoticed = defect({
  name: 'early-issue-unnoticed',
  requirement: 'E00106',
  story: 'Takes the same medicine, prescribed again, for a renewal, however early.',
  replaces: isTooEarly,
  with: () => false,
  also: [swap(doubles, (one, other) => one.code !== other.code && doubles.proper(one, other))],
})
