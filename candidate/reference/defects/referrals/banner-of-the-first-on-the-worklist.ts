import { bannerOf } from '../../demographics/banner.ts'
import { patientsOf } from '../../demographics/patients.ts'
import { bannerOnWorklist } from '../../referrals/list-pages.ts'
import { defect } from '../defect.ts'

export const bannerOfTheFirstOnTheWorklist = defect({
  name: 'banner-of-the-first-on-the-worklist',
  requirement: 'PAB-0015',
  story: 'Shows the banner of whoever stands first on a worklist, since every page has one.',
  replaces: bannerOnWorklist,
  with: (work, [first]) => {
    const patient = first && patientsOf(work.services).byNhsNumber(first.nhsNumber)
    return patient && bannerOf(work, patient)
  },
})
