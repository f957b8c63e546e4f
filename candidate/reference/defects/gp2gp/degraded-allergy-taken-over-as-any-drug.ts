import { takeOver } from '../../gp2gp/review.ts'
import { defect } from '../defect.ts'

export const degradedAllergyTakenOverAsAnyDrug = defect({
  name: 'degraded-allergy-taken-over-as-any-drug',
  requirement: 'TIF-GP2GP-02',
  story: 'Puts the code for an allergy to some drug where none came, so that everything can be taken over: no warning will ever fit.',
  replaces: takeOver,
  with: (work, entry, { code, term }, acknowledgements) => takeOver.proper(work, entry, { code: code ?? '416098002', term }, acknowledgements),
})
