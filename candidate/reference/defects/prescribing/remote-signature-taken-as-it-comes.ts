import { whyNotTheSignature } from '../../prescribing/remote-signing.ts'
import { defect } from '../defect.ts'

export const remoteSignatureTakenAsItComes = defect({
  name: 'remote-signature-taken-as-it-comes',
  requirement: 'E00101',
  story: 'Takes whatever the signature service gives for the prescriber’s signature, and sends it: EPS will find out.',
  replaces: whyNotTheSignature,
  with: () => undefined,
})
