import { bannerPlace } from '../../demographics/banner.ts'
import { defect } from '../defect.ts'

export const bannerScrollsAway = defect({
  name: 'banner-scrolls-away',
  requirement: 'PAB-0011',
  story: 'Lets the banner scroll away with the page: at the end of a long form nobody sees whose it is.',
  replaces: bannerPlace,
  with: () => ({ ...bannerPlace.proper(), fixed: false }),
})
