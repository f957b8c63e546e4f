import { bannerOf } from '../../demographics/banner.ts'
import { defect } from '../defect.ts'

export const deathNotShown = defect({
  name: 'death-not-shown',
  requirement: 'PAB-0018',
  story: 'Shows a patient who has died like any other, with the age they would have today.',
  replaces: bannerOf,
  with: (work, patient) => {
    const { deceasedDateTime: _died, ...national } = patient.national
    return bannerOf.proper(work, { ...patient, national })
  },
})
