import { onUnreadableReport } from '../../laboratory/stored-reports.ts'
import { defect } from '../defect.ts'

export const documentThatCannotBeReadDropped = defect({
  name: 'document-that-cannot-be-read-dropped',
  requirement: 'TIF-DDP-06',
  story: 'Writes into its log that a document could not be read. Nobody at the practice reads that.',
  replaces: onUnreadableReport,
  with: () => undefined,
})
