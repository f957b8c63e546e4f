import { findByWords } from '../../national/terminology.ts'
import { Refusal } from '../../refusal.ts'
import { defect } from '../defect.ts'

export const failedSearchFindsNothing = defect({
  name: 'failed-search-finds-nothing',
  requirement: 'TIF-CS-11',
  story: 'Shows an empty list when the search fails.',
  replaces: findByWords,
  with: async (work, expression, words) => {
    try {
      return await findByWords.proper(work, expression, words)
    } catch (error) {
      if (error instanceof Refusal) return []
      throw error
    }
  },
})
