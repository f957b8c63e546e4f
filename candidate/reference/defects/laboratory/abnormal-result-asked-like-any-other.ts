import { askForReview } from '../../laboratory/file-report.ts'
import { defect } from '../defect.ts'

export const abnormalResultAskedLikeAnyOther = defect({
  name: 'abnormal-result-asked-like-any-other',
  requirement: 'TIF-DDP-06',
  story: 'Asks for a review of abnormal results in the words for all others.',
  replaces: askForReview,
  with: (services, received, replaces) => askForReview.proper(services, { ...received, report: { ...received.report, results: received.report.results.map(({ flag: _flag, ...result }) => result) } }, replaces),
})
