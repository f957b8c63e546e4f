import { demandCanceller } from '../../prescribing/cancel-item.ts'
import { defect } from '../defect.ts'

export const everybodyCancels = defect({
  name: 'everybody-cancels',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Does not ask for a permission to cancel, since nothing is prescribed.',
  replaces: demandCanceller,
  with: () => undefined,
})
