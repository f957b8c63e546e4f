import { findConcept } from '../../national/terminology.ts'
import { isFinding } from '../../problems/record-problem.ts'
import { defect, swap } from '../defect.ts'

export const unknownCodesRecorded = defect({
  name: 'unknown-codes-recorded',
  requirement: 'TIF-DS-02',
  story: 'Records a code that the terminology does not know under the term that was typed.',
  replaces: findConcept,
  with: async (work, code) => (await findConcept.proper(work, code)) ?? { code, term: 'Something', inactive: false },
  also: [swap(isFinding, async () => true)],
})
