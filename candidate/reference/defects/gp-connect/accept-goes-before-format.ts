import { formatFor } from '../../gp-connect/answering.ts'
import { defect } from '../defect.ts'

export const acceptGoesBeforeFormat = defect({
  name: 'accept-goes-before-format',
  requirement: 'GPCARS01',
  story: 'Looks at the header first, although what the address says counts.',
  replaces: formatFor,
  with: (format, accept) => formatFor.proper(accept === '' ? format : undefined, accept),
})
