import { isOutOfDate } from '../../laboratory/file-report.ts'
import { defect } from '../defect.ts'

export const latestArrivalCounts = defect({
  name: 'latest-arrival-counts',
  requirement: 'TIF-DDP-06',
  story: 'Takes what comes last for the newest, and puts an old report in the place of its correction.',
  replaces: isOutOfDate,
  with: () => false,
})
