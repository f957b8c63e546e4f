import { otherVersion } from '../../nhs111/receive.ts'
import { defect } from '../defect.ts'

export const versionsSideBySide = defect({
  name: 'versions-side-by-side',
  requirement: '111-04',
  story: 'Files every version of a report beside the others, all to be reviewed.',
  replaces: otherVersion,
  with: () => undefined,
})
