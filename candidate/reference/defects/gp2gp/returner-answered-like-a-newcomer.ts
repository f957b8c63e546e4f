import { codeForSomebodyElse } from '../../gp2gp/receive-extract.ts'
import { defect } from '../defect.ts'

export const returnerAnsweredLikeANewcomer = defect({
  name: 'returner-answered-like-a-newcomer',
  requirement: 'TIF-GP2GP-04',
  story: 'Answers a record about somebody else the same whoever it was asked for: the other practice does not hear that the patient was here before.',
  replaces: codeForSomebodyElse,
  with: () => '28' as const,
})
