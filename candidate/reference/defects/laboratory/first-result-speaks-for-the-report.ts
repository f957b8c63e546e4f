import { isAbnormal } from '../../laboratory/file-report.ts'
import { defect } from '../defect.ts'

export const firstResultSpeaksForTheReport = defect({
  name: 'first-result-speaks-for-the-report',
  requirement: 'TIF-DDP-06',
  story: 'Marks a report by its first result; a panel with a high potassium further down looks normal on the list.',
  replaces: isAbnormal,
  with: ({ results }) => results[0]?.flag !== undefined,
})
