import { isTheProxy } from '../../gp-connect/caller.ts'
import { defect } from '../defect.ts'

export const certificateLookedAtIfShown = defect({
  name: 'certificate-looked-at-if-shown',
  requirement: 'TIF-GPC-04',
  story: 'Checks the certificate of a connection that shows one; one without is taken for internal.',
  replaces: isTheProxy,
  with: (certificate, name) => certificate === undefined || isTheProxy.proper(certificate, name),
})
