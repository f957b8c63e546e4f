import { contentKept } from '../../fit-notes/issue-fit-note.ts'
import { defect } from '../defect.ts'

export const commentsCutOff = defect({
  name: 'comments-cut-off',
  requirement: 'eMED3-03',
  story: 'Keeps of what could be done at work only what was ticked first.',
  replaces: contentKept,
  with: (content) => ({ ...content, advice: content.advice.slice(0, 1) }),
})
