import { bannerLines } from '../../adjustments/show-adjustments.ts'
import { defect } from '../defect.ts'

export const bannerWithoutAdjustments = defect({
  name: 'banner-without-adjustments',
  requirement: 'E00255',
  story: 'Has reasonable adjustments on a page of their own, where nobody looks who is in a hurry.',
  replaces: bannerLines,
  with: () => [],
})
