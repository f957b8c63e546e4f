import { kindOf } from '../../laboratory/read-report.ts'
import { defect } from '../defect.ts'

export const screeningFiledAsPathology = defect({
  name: 'screening-filed-as-pathology',
  requirement: 'SRN1',
  story: 'Takes every laboratory message for pathology, as it comes over the same road.',
  replaces: kindOf,
  with: (message) => (kindOf.proper(message) ? 'pathology' : undefined),
})
