import { defineParameterType } from '@cucumber/cucumber'
import type { IdTokenFlaw } from '../../mocks/kit/oidc/id-token-flaws.ts'

/** How a scenario words what is wrong with the identity that CIS2 hands over. */
export const FLAWS: Record<string, IdTokenFlaw> = {
  "is signed by somebody else under CIS2's name": 'wrong-signature',
  'is signed with a key that CIS2 has never published': 'unknown-key',
  'is not signed at all': 'alg-none',
  'is signed with what everybody can look up': 'hmac-public-key',
  'was altered on the way': 'tampered',
  'is meant for another system': 'wrong-audience',
  'was made out by somebody other than CIS2': 'wrong-issuer',
  'has expired': 'expired',
  'is not valid yet': 'not-yet-valid',
  'belongs to another sign-in': 'wrong-nonce',
  'belongs to no sign-in in particular': 'no-nonce',
  'rests on a password alone': 'weak-assurance',
}

defineParameterType({
  name: 'flaw',
  regexp: new RegExp(Object.keys(FLAWS).join('|')),
  transformer: (words: string) => FLAWS[words]!,
})

/** The posts of the locum, by what they are there. */
export const POSTS = { clinician: 'R8000', clerk: 'R8010' } as const

defineParameterType({
  name: 'post',
  regexp: /clinician|clerk/,
  transformer: (word: string) => POSTS[word as keyof typeof POSTS],
})
