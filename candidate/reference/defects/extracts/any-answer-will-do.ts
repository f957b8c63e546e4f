import { answered } from '../../extracts/disclose.ts'
import { submissionsStore } from '../../extracts/submissions-store.ts'
import { defect } from '../defect.ts'

export const anyAnswerWillDo = defect({
  name: 'any-answer-will-do',
  requirement: 'NDOP-01',
  story: 'Takes the next answer for that to the list it has waited for longest.',
  replaces: answered,
  with: (services) => submissionsStore(services).list('disclosure').find(({ state }) => state === 'asking'),
})
