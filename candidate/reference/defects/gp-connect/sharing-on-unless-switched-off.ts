import { isShared, SHARED } from '../../gp-connect/sharing.ts'
import { defect } from '../defect.ts'

export const sharingOnUnlessSwitchedOff = defect({
  name: 'sharing-on-unless-switched-off',
  requirement: 'TIF-GPC-09',
  story: 'Shares everything as soon as one thing is shared.',
  replaces: isShared,
  with: (store, service) => SHARED.some((each) => isShared.proper(store, each)) || isShared.proper(store, service),
})
