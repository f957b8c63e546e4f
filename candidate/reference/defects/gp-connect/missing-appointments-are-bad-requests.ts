import { GpcError } from '../../gp-connect/gpc-error.ts'
import { gpcErrorFor } from '../../gp-connect/answering.ts'
import { defect } from '../defect.ts'

export const missingAppointmentsAreBadRequests = defect({
  name: 'missing-appointments-are-bad-requests',
  requirement: 'TIF-GPC-11',
  story: 'Tells whoever asks for an appointment that there is not that their call was malformed.',
  replaces: gpcErrorFor,
  with: (refusal) => (refusal.code === 'not-found' ? new GpcError('BAD_REQUEST') : gpcErrorFor.proper(refusal)),
})
