import { X509Certificate } from 'node:crypto'
import { whyNotTheSignature } from '../../prescribing/remote-signing.ts'
import { defect } from '../defect.ts'

export const remoteSignatureByItsName = defect({
  name: 'remote-signature-by-its-name',
  requirement: 'E00101',
  story: 'Reads whose certificate came with a signature, and does not check what it was made over.',
  replaces: whyNotTheSignature,
  with: ({ certificate }, _signedInfo, userId) => (new X509Certificate(Buffer.from(certificate, 'base64')).subject.includes(userId) ? undefined : 'its certificate is that of somebody else'),
})
