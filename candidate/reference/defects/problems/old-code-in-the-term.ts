import { findConcept } from '../../national/terminology.ts'
import { defect } from '../defect.ts'

export const oldCodeInTheTerm = defect({
  name: 'old-code-in-the-term',
  requirement: 'TIF-DS-02',
  story: 'Adds the code of the scheme it had before to the term, so that nobody need get used to SNOMED CT.',
  replaces: findConcept,
  with: async (work, code) => {
    const found = await findConcept.proper(work, code)
    return found && { ...found, term: `${found.term} (H33..)` }
  },
})
