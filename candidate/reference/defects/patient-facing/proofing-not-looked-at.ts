import { proofingSuffices } from '../../patient-facing/nhs-login.ts'
import { defect } from '../defect.ts'

export const proofingNotLookedAt = defect({
  name: 'proofing-not-looked-at',
  requirement: 'GPCPFAR01',
  story: 'Lets in whoever has an NHS login, however little is known of who they are.',
  replaces: proofingSuffices,
  with: () => true,
})
