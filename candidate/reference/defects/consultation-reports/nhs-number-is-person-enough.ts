import { isPersonSeen } from '../../consultation-reports/send-report.ts'
import { defect } from '../defect.ts'

export const nhsNumberIsPersonEnough = defect({
  name: 'nhs-number-is-person-enough',
  requirement: 'GPCM-SD-056',
  story: 'Sends the report about whoever has the NHS number that was typed, to their practice.',
  replaces: isPersonSeen,
  with: () => true,
})
