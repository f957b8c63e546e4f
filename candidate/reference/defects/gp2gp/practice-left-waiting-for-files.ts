import { giveUpSending } from '../../gp2gp/look-after-transfers.ts'
import { tellOfTrouble } from '../../gp2gp/tell.ts'
import { transfersStore } from '../../gp2gp/transfers-store.ts'
import { defect } from '../defect.ts'

export const practiceLeftWaitingForFiles = defect({
  name: 'practice-left-waiting-for-files',
  requirement: 'TIF-GP2GP-05',
  story: 'Notes that the files of a large record could not be sent, and leaves the practice waiting that has the beginning of it.',
  replaces: giveUpSending,
  with: (services, _spine, transfer) => tellOfTrouble(services, transfersStore(services).change(transfer, { state: 'failed', code: '30', patienceUntil: null })),
})
