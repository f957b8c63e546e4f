import { subjectAsks } from '../../gp-connect/token.ts'
import { defect } from '../defect.ts'

export const subjectAndPersonDiffer = defect({
  name: 'subject-and-person-differ',
  requirement: 'TIF-GPC-07',
  story: 'Writes down the subject of a token, whoever the person in it is.',
  replaces: subjectAsks,
  with: () => true,
})
