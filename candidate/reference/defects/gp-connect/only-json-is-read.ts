import { formatSent } from '../../gp-connect/answering.ts'
import { defect } from '../defect.ts'

export const onlyJsonIsRead = defect({
  name: 'only-json-is-read',
  requirement: 'GPCARS01',
  story: 'Takes bodies in JSON only, although it says that it takes XML.',
  replaces: formatSent,
  with: (contentType) => (formatSent.proper(contentType) === 'json' ? 'json' : undefined),
})
