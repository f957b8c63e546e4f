import { demandPreparer } from '../../prescribing/draft-item.ts'
import { demandSigner } from '../../prescribing/prescriber.ts'
import { defect } from '../defect.ts'

export const preparingIsSigning = defect({
  name: 'preparing-is-signing',
  requirement: 'E00093',
  story: 'Lets everybody sign who may prepare prescriptions.',
  replaces: demandSigner,
  with: (work) => demandPreparer(work),
})
