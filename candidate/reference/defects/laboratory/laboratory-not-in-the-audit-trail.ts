import { senderInTrail } from '../../laboratory/file-report.ts'
import { defect } from '../defect.ts'

export const laboratoryNotInTheAuditTrail = defect({
  name: 'laboratory-not-in-the-audit-trail',
  requirement: 'TIF-DDP-06',
  story: 'Writes down that a result came over MESH, and not from whom.',
  replaces: senderInTrail,
  with: () => 'MESH',
})
