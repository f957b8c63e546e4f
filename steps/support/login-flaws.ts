import { defineParameterType } from '@cucumber/cucumber'
import type { IdTokenFlaw } from '../../mocks/kit/oidc/id-token-flaws.ts'

/** How a scenario words what is wrong with a patient's token. */
export const LOGIN_FLAWS: Record<string, IdTokenFlaw> = {
  "is signed by somebody else under NHS login's name": 'wrong-signature',
  'is signed with a key NHS login has never published': 'unknown-key',
  'is not signed at all': 'alg-none',
  'is signed with what everybody can look up': 'hmac-public-key',
  'was altered on the way': 'tampered',
  'is meant for another system': 'wrong-audience',
  'was made out by somebody other than NHS login': 'wrong-issuer',
  'has expired': 'expired',
  'is not valid yet': 'not-yet-valid',
}

defineParameterType({
  name: 'loginFlaw',
  regexp: new RegExp(Object.keys(LOGIN_FLAWS).join('|')),
  transformer: (words: string) => LOGIN_FLAWS[words]!,
})
