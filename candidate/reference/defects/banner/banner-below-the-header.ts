import { bannerPlace } from '../../demographics/banner.ts'
import { defect } from '../defect.ts'

export const bannerBelowTheHeader = defect({
  name: 'banner-below-the-header',
  requirement: 'PAB-0009',
  story: 'Puts the banner into the page, below the header and the menu.',
  replaces: bannerPlace,
  with: () => ({ ...bannerPlace.proper(), top: false }),
})
