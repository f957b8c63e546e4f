import { bannerOf } from '../../demographics/banner.ts'
import { defect } from '../defect.ts'

export const genderBeforeBirth = defect({
  name: 'gender-before-birth',
  requirement: 'PAB-0016',
  story: 'Shows the facts that identify a patient in an order of its own.',
  replaces: bannerOf,
  with: (work, patient) => {
    const { identity, ...banner } = bannerOf.proper(work, patient)
    return { ...banner, identity: identity.toSorted((a, b) => Number(b.key === 'gender') - Number(a.key === 'gender')) }
  },
})
