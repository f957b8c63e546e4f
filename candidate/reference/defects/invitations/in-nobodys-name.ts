import { messageBatch } from '../../national/nhs-notify.ts'
import { defect } from '../defect.ts'

export const inNobodysName = defect({
  name: 'in-nobodys-name',
  requirement: 'E00367',
  story: 'Leaves the sender to NHS Notify: patients do not learn which practice invites them.',
  replaces: messageBatch,
  with: (work, batch) => messageBatch.proper(work, { ...batch, odsCode: 'X26' }),
})
