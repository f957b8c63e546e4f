import { requesterOf } from '../../national/bars.ts'
import { defect } from '../defect.ts'

export const practitionerNeverTold = defect({
  name: 'practitioner-never-told',
  requirement: 'TIF-IG-PROV-01',
  story: 'Leaves out who refers, since the header may be left out: the pharmacy has nobody to ask.',
  replaces: requesterOf,
  with: (work) => ({ ...requesterOf.proper(work), practitioner: undefined }),
})
