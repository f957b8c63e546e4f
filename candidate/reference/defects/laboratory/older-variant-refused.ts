import { kindOf } from '../../laboratory/read-report.ts'
import { defect } from '../defect.ts'

export const olderVariantRefused = defect({
  name: 'older-variant-refused',
  requirement: 'DDP02',
  story: 'Takes only the newest variant of the laboratory report.',
  replaces: kindOf,
  with: (message) => (message.variant === 'NHS002' ? undefined : kindOf.proper(message)),
})
