import { bannerWhilePrescribing } from '../../prescribing/pages.ts'
import { defect } from '../defect.ts'

export const prescribingWithoutAName = defect({
  name: 'prescribing-without-a-name',
  requirement: 'TIF-CS-10',
  story: 'Leaves out who the patient is on the page to prescribe, which is crowded as it is.',
  replaces: bannerWhilePrescribing,
  with: (banner) => ({ ...banner, identity: [] }),
})
