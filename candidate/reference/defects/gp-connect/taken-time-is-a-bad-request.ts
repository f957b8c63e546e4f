import { GpcError } from '../../gp-connect/gpc-error.ts'
import { gpcErrorFor } from '../../gp-connect/answering.ts'
import { defect } from '../defect.ts'

export const takenTimeIsABadRequest = defect({
  name: 'taken-time-is-a-bad-request',
  requirement: 'TIF-GPC-15',
  story: 'Tells whoever comes second that their call was malformed.',
  replaces: gpcErrorFor,
  with: (refusal) => (refusal.code === 'changed-meanwhile' ? new GpcError('BAD_REQUEST', undefined, { cause: refusal }) : gpcErrorFor.proper(refusal)),
})
