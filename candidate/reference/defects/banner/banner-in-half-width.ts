import { bannerPlace } from '../../demographics/banner.ts'
import { defect } from '../defect.ts'

export const bannerInHalfWidth = defect({
  name: 'banner-in-half-width',
  requirement: 'PAB-0012',
  story: 'Makes the banner as wide as its text, not as the window.',
  replaces: bannerPlace,
  with: () => ({ ...bannerPlace.proper(), fullWidth: false }),
})
