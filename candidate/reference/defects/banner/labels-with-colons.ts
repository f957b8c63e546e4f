import { bannerOf, type BannerItem } from '../../demographics/banner.ts'
import { defect } from '../defect.ts'

export const labelsWithColons = defect({
  name: 'labels-with-colons',
  requirement: 'PAB-0042',
  story: 'Puts a colon after each label of the banner.',
  replaces: bannerOf,
  with: (work, patient) => {
    const banner = bannerOf.proper(work, patient)
    const withColon = (item: BannerItem) => ({ ...item, label: `${item.label}:` })
    return { ...banner, identity: banner.identity.map(withColon), more: banner.more.map(withColon) }
  },
})
