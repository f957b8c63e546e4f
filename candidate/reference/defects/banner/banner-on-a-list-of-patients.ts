import { bannerOf } from '../../demographics/banner.ts'
import { bannerOnList } from '../../demographics/find-pages.ts'
import { defect } from '../defect.ts'

export const bannerOnAListOfPatients = defect({
  name: 'banner-on-a-list-of-patients',
  requirement: 'PAB-0015',
  story: 'Keeps the banner of one patient on a page that lists several.',
  replaces: bannerOnList,
  with: (work, [first]) => first && bannerOf(work, first),
})
