import { findByWords } from '../../national/terminology.ts'
import { defect } from '../defect.ts'

export const firstWordOnly = defect({
  name: 'first-word-only',
  requirement: 'TIF-DS-05',
  story: 'Searches for the first word that was typed, and finds too much to show what was meant.',
  replaces: findByWords,
  with: async (work, expression, words) => (await findByWords.proper(work, expression, words.split(' ')[0] ?? '')).slice(0, 1),
})
