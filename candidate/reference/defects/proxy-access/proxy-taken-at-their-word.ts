import { decodeJwt } from 'jose'
import { actorOf } from '../../patient-facing/caller.ts'
import { defect } from '../defect.ts'

export const proxyTakenAtTheirWord = defect({
  name: 'proxy-taken-at-their-word',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Checks the signature of the patient’s token, and believes whatever stands in the token within it.',
  replaces: actorOf,
  with: async (_services, claims) => String(decodeJwt((claims['act'] as { sub: string }).sub)['nhs_number']),
})
