import { demandSwitcher } from '../../patient-facing/practice/arrange.ts'
import { defect } from '../defect.ts'

export const anybodySwitchesServices = defect({
  name: 'anybody-switches-services',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Hides the page with the switches from the desk, and takes the switch from everybody.',
  replaces: demandSwitcher,
  with: () => undefined,
})
