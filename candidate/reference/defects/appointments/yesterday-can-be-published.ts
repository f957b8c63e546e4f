import { liesAhead } from '../../appointments/publish-session.ts'
import { defect } from '../defect.ts'

export const yesterdayCanBePublished = defect({
  name: 'yesterday-can-be-published',
  requirement: 'E00220',
  story: 'Lets a session be published for a time that has passed, to make up for what was forgotten.',
  replaces: liesAhead,
  with: () => true,
})
