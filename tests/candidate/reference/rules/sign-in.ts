import assert from 'node:assert/strict'
import { receptionist } from '../support/clinic.ts'
import { CLERK, refusedWith, session, signInAsClerk, type Rule } from '../support/rule.ts'

export const rules: Rule[] = [
  {
    rule: 'an unsigned ID token, or one signed by a stranger, opens nothing',
    brokenBy: ['id-token-signature-unchecked'],
    holds: async (clinic) => {
      for (const idToken of [{ unsigned: true }, { otherKey: true }]) {
        clinic.national.idToken = idToken
        assert.equal((await session(await clinic.signIn(receptionist))).status, 401)
      }
    },
  },
  {
    rule: 'an ID token meant for another application opens nothing',
    brokenBy: ['id-token-of-another-application'],
    holds: async (clinic) => {
      clinic.national.idToken = { claims: { aud: 'somebody-else' } }
      assert.equal((await session(await clinic.signIn(receptionist))).status, 401)
    },
  },
  {
    rule: 'an ID token of another sign-in opens nothing',
    brokenBy: ['id-token-of-another-application'],
    holds: async (clinic) => {
      clinic.national.idToken = { claims: { nonce: 'of another day' } }
      assert.equal((await session(await clinic.signIn(receptionist))).status, 401)
    },
  },
  {
    rule: 'a weak sign-in opens nothing',
    brokenBy: ['weak-sign-in-accepted'],
    holds: async (clinic) => assert.equal((await session(await clinic.signIn({ ...receptionist, assurance: 1 }))).status, 401),
  },
  {
    rule: 'somebody from another practice is refused',
    brokenBy: ['roles-of-other-practices-count'],
    holds: async (clinic) => {
      const stranger = await clinic.signIn({ ...receptionist, roles: [{ ...receptionist.roles[0]!, organisation: 'A99902' }] })
      assert.equal((await session(stranger)).status, 401)
    },
  },
  {
    rule: 'only roles at this practice can be chosen',
    brokenBy: ['roles-of-other-practices-count'],
    holds: async (clinic) => {
      const client = await signInAsClerk(clinic)
      assert.deepEqual(
        (await session(client)).json.roles.map(({ id }: any) => id),
        ['555254240807', CLERK],
      )
      await refusedWith(client.request('PUT', '/api/session/role', { roleId: '555254240808' }), 'not-permitted')
    },
  },
]
