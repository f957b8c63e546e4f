import { demandManager } from '../../resources/area.ts'
import { demand } from '../../session/permission.ts'
import { defect } from '../defect.ts'

export const everybodyManagesThePractice = defect({
  name: 'everybody-manages-the-practice',
  requirement: 'E00153',
  story: 'Lets everybody who may amend patients amend the practice, too.',
  replaces: demandManager,
  with: ({ role }) => demand(role, 'B0825'),
})
