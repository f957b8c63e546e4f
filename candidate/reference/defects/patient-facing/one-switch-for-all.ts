import { isOffered, ONLINE_SERVICES } from '../../patient-facing/online-access.ts'
import { defect } from '../defect.ts'

export const oneSwitchForAll = defect({
  name: 'one-switch-for-all',
  requirement: 'TIF-GPC-09',
  story: 'Has four switches that work as one: with one off, all is off.',
  replaces: isOffered,
  with: (store) => ONLINE_SERVICES.every((service) => isOffered.proper(store, service)),
})
