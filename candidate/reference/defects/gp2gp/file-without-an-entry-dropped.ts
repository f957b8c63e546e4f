import { filesLeft } from '../../gp2gp/integrate.ts'
import { defect } from '../defect.ts'

export const fileWithoutAnEntryDropped = defect({
  name: 'file-without-an-entry-dropped',
  requirement: 'TIF-GP2GP-05',
  story: 'Files what an entry of the record refers to, and forgets what came besides.',
  replaces: filesLeft,
  with: () => [],
})
