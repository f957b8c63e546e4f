import { demandPreparer } from '../../prescribing/draft-item.ts'
import { defect } from '../defect.ts'

export const everybodyPrescribes = defect({
  name: 'everybody-prescribes',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Lets everybody write prescriptions down, since they have no effect before they are signed.',
  replaces: demandPreparer,
  with: () => undefined,
})
