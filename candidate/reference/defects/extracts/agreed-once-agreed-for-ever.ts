import { hasAgreed } from '../../extracts/agreements.ts'
import { defect } from '../defect.ts'

export const agreedOnceAgreedForEver = defect({
  name: 'agreed-once-agreed-for-ever',
  requirement: 'E00182',
  story: 'Knows that the practice has decided on a collection, and not how.',
  replaces: hasAgreed,
  with: ({ database }, collection) => database.one('SELECT collection FROM collection_agreement WHERE collection = ?', collection) !== undefined,
})
