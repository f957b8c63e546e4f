import { isTheProxy } from '../../bars/sender.ts'
import { defect } from '../defect.ts'

export const anyCertificateLetsIn = defect({
  name: 'any-certificate-lets-in',
  requirement: 'TIF-GPC-04',
  story: 'Lets in whoever holds a certificate of the authority, the proxy or not.',
  replaces: isTheProxy,
  with: (certificate) => certificate?.trusted === true,
})
