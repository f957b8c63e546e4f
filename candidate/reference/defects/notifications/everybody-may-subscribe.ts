import { demandSubscriber } from '../../notifications/subscribe.ts'
import { defect } from '../defect.ts'

export const everybodyMaySubscribe = defect({
  name: 'everybody-may-subscribe',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Shows the settings to the practice manager, and takes changes of them from everybody.',
  replaces: demandSubscriber,
  with: () => undefined,
})
