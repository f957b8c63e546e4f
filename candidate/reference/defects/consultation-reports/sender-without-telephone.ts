import { sendingOrganisation } from '../../consultation-reports/report-message.ts'
import { defect } from '../defect.ts'

export const senderWithoutTelephone = defect({
  name: 'sender-without-telephone',
  requirement: 'GPCM-SD-028',
  story: 'Says who sends, and not how to reach them.',
  replaces: sendingOrganisation,
  with: (id, { odsCode, name }) => sendingOrganisation.proper(id, { odsCode, name }),
})
