import { letFilesCome } from '../../gp2gp/receive-extract.ts'
import { defect } from '../defect.ts'

export const otherPracticeNotLetGoOn = defect({
  name: 'other-practice-not-let-go-on',
  requirement: 'TIF-GP2GP-05',
  story: 'Waits for files that are to come after a record, and does not tell the other practice that they may.',
  replaces: letFilesCome,
  with: (services, spine, transfer, message, way) => letFilesCome.proper(services, spine, transfer, message, { ...way, continue: undefined }),
})
