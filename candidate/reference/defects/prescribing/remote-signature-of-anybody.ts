import { X509Certificate } from 'node:crypto'
import { whyNotTheSignature } from '../../prescribing/remote-signing.ts'
import { defect } from '../defect.ts'

export const remoteSignatureOfAnybody = defect({
  name: 'remote-signature-of-anybody',
  requirement: 'E00101',
  story: 'Checks that a signature holds, and not whose it is.',
  replaces: whyNotTheSignature,
  with: (given, signedInfo) => whyNotTheSignature.proper(given, signedInfo, /CN=(\d{12})_/.exec(new X509Certificate(Buffer.from(given.certificate, 'base64')).subject)?.[1] ?? ''),
})
