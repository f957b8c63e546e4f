import { auditedAs } from '../../patient-facing/caller.ts'
import { defect } from '../defect.ts'

export const proxiesAuditedAsThePatient = defect({
  name: 'proxies-audited-as-the-patient',
  requirement: 'TIF-IG-AUD-03',
  story: 'Writes down that the patient looked, whoever it was: what a proxy did cannot be found out.',
  replaces: auditedAs,
  with: ({ nhsNumber }, name) => ({ id: nhsNumber, name }),
})
