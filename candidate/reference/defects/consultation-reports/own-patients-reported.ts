import { isRegisteredElsewhere } from '../../consultation-reports/send-report.ts'
import { defect } from '../defect.ts'

export const ownPatientsReported = defect({
  name: 'own-patients-reported',
  requirement: 'GPCM-SD-056',
  story: 'Sends reports about its own patients too, round to its own mailbox.',
  replaces: isRegisteredElsewhere,
  with: () => true,
})
