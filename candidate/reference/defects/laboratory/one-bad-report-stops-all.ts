import { takeReport } from '../../laboratory/laboratory-messages.ts'
import { defect } from '../defect.ts'

export const oneBadReportStopsAll = defect({
  name: 'one-bad-report-stops-all',
  requirement: 'DDP04',
  story: 'Takes nothing of an interchange in which one report cannot be read.',
  replaces: takeReport,
  with: (services, message, sender) => (Number(message.reference) === 1 ? { problem: 'Another report of the interchange may be bad' } : takeReport.proper(services, message, sender)),
})
