import { hasAgreed } from '../../extracts/agreements.ts'
import { defect } from '../defect.ts'

export const oneAgreementForAll = defect({
  name: 'one-agreement-for-all',
  requirement: 'E00182',
  story: 'Takes the agreement to one collection for one to all.',
  replaces: hasAgreed,
  with: ({ database }) => database.one('SELECT collection FROM collection_agreement WHERE agreed = 1') !== undefined,
})
