import { bannerOfList } from '../../appointments/day-list.ts'
import { defect } from '../defect.ts'

export const bannerOnTheDayList = defect({
  name: 'banner-on-the-day-list',
  requirement: 'PAB-0015',
  story: 'Shows the banner of the next patient above the list of the day, to save a click. It is above all the others, too.',
  replaces: bannerOfList,
  with: (banners) => banners()[0],
})
