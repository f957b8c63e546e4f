import { tellOfTrouble } from '../../gp2gp/tell.ts'
import { defect } from '../defect.ts'

export const failedTransferToldToNobody = defect({
  name: 'failed-transfer-told-to-nobody',
  requirement: 'TIF-GP2GP-03',
  story: 'Tells the other practice that a record could not be taken over, and nobody here.',
  replaces: tellOfTrouble,
  with: (services, transfer) => {
    if (transfer.state !== 'failed') tellOfTrouble.proper(services, transfer)
  },
})
