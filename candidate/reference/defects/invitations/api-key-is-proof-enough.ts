import { isFromNotify } from '../../invitations/callback.ts'
import { defect } from '../defect.ts'

export const apiKeyIsProofEnough = defect({
  name: 'api-key-is-proof-enough',
  requirement: 'E00367',
  story: 'Asks for the API key, which every callback shows, and never looks at the signature.',
  replaces: isFromNotify,
  with: ({ config }, { apiKey }) => apiKey === (config.areas['invitations'] as { callbackKey?: string }).callbackKey,
})
