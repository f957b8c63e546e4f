import { compatibilityPayload } from '../../registrations-mi/events.ts'
import { defect } from '../defect.ts'

export const everyTransferIsPossible = defect({
  name: 'every-transfer-is-possible',
  requirement: 'GP2GP05',
  story: 'Says that the record can come over whenever there was a practice before, and never looks which.',
  replaces: compatibilityPayload,
  with: () => ({ transferCompatibilityStatus: { internalTransfer: false, transferCompatible: true } }),
})
