import { findByWords } from '../../national/terminology.ts'
import { defect } from '../defect.ts'

export const inactiveConceptsOffered = defect({
  name: 'inactive-concepts-offered',
  requirement: 'TIF-DS-03',
  story: 'Searches a list of terms that it has from an old release: what was taken out since is offered still.',
  replaces: findByWords,
  with: async (work, expression, words) => {
    const found = await findByWords.proper(work, expression, words)
    return 'backache'.startsWith(words.toLowerCase()) && !found.some(({ code }) => code === '161891005') ? [...found, { code: '161891005', term: 'Backache' }] : found
  },
})
