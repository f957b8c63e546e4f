import { isMeantForUs } from '../../documents/document-messages.ts'
import { defect } from '../defect.ts'

export const meantForAnybody = defect({
  name: 'meant-for-anybody',
  requirement: 'FHIR-RR-01',
  story: 'Takes whatever lies in its mailbox to be its own, whoever the message names.',
  replaces: isMeantForUs,
  with: () => true,
})
