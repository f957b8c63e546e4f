import { isAnswered } from '../../extracts/collect-data.ts'
import { defect } from '../defect.ts'

export const requestAnsweredTwice = defect({
  name: 'request-answered-twice',
  requirement: 'TIF-GPES-01',
  story: 'Answers a request as often as it comes.',
  replaces: isAnswered,
  with: () => false,
})
