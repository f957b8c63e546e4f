import { entriesIn } from '../../gp2gp/read-extract.ts'
import { defect } from '../defect.ts'

export const degradedAllergyShownAsNone = defect({
  name: 'degraded-allergy-shown-as-none',
  requirement: 'TIF-GP2GP-02',
  story: 'Takes over what has a code and leaves out the rest: an allergy that the sender could not code is not there.',
  replaces: entriesIn,
  with: (extract) => entriesIn.proper(extract).filter(({ degraded }) => !degraded),
})
