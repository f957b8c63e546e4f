import { bannerOf } from '../../demographics/banner.ts'
import { defect } from '../defect.ts'

export const alertsNotShown = defect({
  name: 'alerts-not-shown',
  requirement: 'E00255',
  story: 'Keeps alerts on a page of their own, where nobody looks before they act.',
  replaces: bannerOf,
  with: (work, patient) => ({ ...bannerOf.proper(work, patient), alerts: [] }),
})
