import { codeForBrokenFile } from '../../gp2gp/receive-extract.ts'
import { defect } from '../defect.ts'

export const missingFileToldAsBroken = defect({
  name: 'missing-file-told-as-broken',
  requirement: 'TIF-GP2GP-03',
  story: 'Tells the other practice that its files could not be put together when some never came: it looks for a fault in what it sent.',
  replaces: codeForBrokenFile,
  with: (_error, large) => (large ? '29' : '11'),
})
