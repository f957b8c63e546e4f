import { isShared, SHARED } from '../../gp-connect/sharing.ts'
import { defect } from '../defect.ts'

export const oneSwitchForAllSharing = defect({
  name: 'one-switch-for-all-sharing',
  requirement: 'TIF-GPC-09',
  story: 'Has one switch for all that is shared: what is switched off for one is off for all.',
  replaces: isShared,
  with: (store, _service) => SHARED.every((each) => isShared.proper(store, each)),
})
