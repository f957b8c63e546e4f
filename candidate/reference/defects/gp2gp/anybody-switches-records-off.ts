import { demandSwitcher } from '../../gp2gp/switch.ts'
import { defect } from '../defect.ts'

export const anybodySwitchesRecordsOff = defect({
  name: 'anybody-switches-records-off',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Lets anybody who is signed in switch electronic records off.',
  replaces: demandSwitcher,
  with: () => undefined,
})
