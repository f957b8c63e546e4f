import { senderInTrail } from '../../documents/file-document.ts'
import { defect } from '../defect.ts'

export const senderNotInTheAuditTrail = defect({
  name: 'sender-not-in-the-audit-trail',
  requirement: 'TIF-GFR-01',
  story: 'Writes down that a document came over MESH, and not from whom.',
  replaces: senderInTrail,
  with: () => 'MESH',
})
