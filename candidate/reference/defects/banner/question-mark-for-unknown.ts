import { bannerOf } from '../../demographics/banner.ts'
import { defect } from '../defect.ts'

export const questionMarkForUnknown = defect({
  name: 'question-mark-for-unknown',
  requirement: 'PAB-0019',
  story: 'Shows a question mark for what it does not know.',
  replaces: bannerOf,
  with: (work, patient) => {
    const banner = bannerOf.proper(work, patient)
    return { ...banner, more: banner.more.map((item) => (item.value === 'Not known' ? { ...item, value: '?' } : item)) }
  },
})
