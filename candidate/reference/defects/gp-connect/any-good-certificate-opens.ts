import { isTheProxy } from '../../gp-connect/caller.ts'
import { defect } from '../defect.ts'

export const anyGoodCertificateOpens = defect({
  name: 'any-good-certificate-opens',
  requirement: 'TIF-GPC-04',
  story: 'Lets everybody in whose certificate our authority has signed, whoever they are.',
  replaces: isTheProxy,
  with: (certificate) => certificate?.trusted === true,
})
