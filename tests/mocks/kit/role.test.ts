import assert from 'node:assert/strict'
import { test } from 'node:test'
import { healthcareWorker, patient } from '../../../mocks/kit/access.ts'
import type { Grant, Role } from '../../../mocks/kit/identity.ts'
import { inProcess } from '../../../mocks/kit/in-process.ts'
import { empty, json } from '../../../mocks/kit/reply.ts'
import { selectRole } from '../../../mocks/kit/role.ts'
import { defineService } from '../../../mocks/kit/service.ts'

const role = (id: string): Role => ({ id, code: 'S8000:G8000:R8000', name: 'a role', organisation: 'A99901', activities: [] })
const [ONE, TWO] = [role('555254240100'), role('555254240201')]

const access = [healthcareWorker({ aal: [2, 3] }), patient()]
const service = defineService({
  key: 'roles',
  title: 'answers with the role of the call',
  basePath: '/roles',
  spec: { title: 'none', url: 'https://example.org' },
  state: () => ({}),
  routes: [
    { operation: 'usual', method: 'GET', path: '/usual', access, handle: (call) => json(200, { role: selectRole(call).id }) },
    { operation: 'own', method: 'GET', path: '/own', access, handle: (call) => json(200, { role: selectRole(call, { header: 'NHSD-URID', word: ({ status, diagnostics }) => json(status + 2, { issue: [{ diagnostics }] }) }).id }) },
  ],
  errors: {},
  refuseAccess: () => empty(401),
  controls: {},
})

async function ask(holder: Partial<Extract<Grant, { kind: 'healthcare-worker' }>> | Partial<Extract<Grant, { kind: 'patient' }>>, headers: Record<string, string> = {}, path = 'usual') {
  const { environment, fetch, baseUrl } = inProcess([service])
  const grant = { kind: 'healthcare-worker', applicationId: 'a', userId: 'u', aal: 3, roles: [ONE, TWO], issuedAt: 0, expiresAt: Infinity, ...holder } as Grant
  environment.identity.tokens.set('token', grant)
  const response = await fetch(`${baseUrl}/roles/${path}`, { headers: { authorization: 'Bearer token', ...headers } })
  const body = (await response.json()) as { role?: string; issue?: { diagnostics: string }[] }
  return body.role ?? `${response.status} ${body.issue?.[0]?.diagnostics}`
}

const named = (id: string) => ({ 'nhsd-session-urid': id })

test('the role is the one the header names, else the one selected at sign-in, else the only one', async () => {
  assert.equal(await ask({}, named(TWO.id)), TWO.id)
  assert.equal(await ask({ selectedRoleId: TWO.id }), TWO.id)
  assert.equal(await ask({ selectedRoleId: TWO.id }, named(ONE.id)), ONE.id)
  assert.equal(await ask({ roles: [ONE] }), ONE.id)
})

test('without a clear role the call is refused in the words of the platform', async () => {
  assert.equal(await ask({}), '401 multiple roles found in user info, please check NHSD-Session-URID')
  assert.equal(await ask({ roles: [] }), '401 no userroles available, please check NHSD-Session-URID is valid')
  assert.equal(await ask({}, named('000000000000')), '401 NHSD-Session-URID is invalid')
  assert.equal(await ask({ selectedRoleId: '' }), '401 selected_roleid is misconfigured/invalid')
  assert.equal(await ask({ roles: [role('')] }), '401 nhsid_nrbac_roles is misconfigured/invalid')
  assert.equal(await ask({ kind: 'patient', nhsNumber: '9990000018', proofing: 'P9' }), '401 selected_roleid is missing in your token')
  assert.equal(await ask({ kind: 'patient', nhsNumber: '9990000018', proofing: 'P9' }, named(ONE.id)), '500 unable to retrieve user info')
})

test('a service may have its own header and its own words', async () => {
  assert.equal(await ask({}, { 'nhsd-urid': TWO.id }, 'own'), TWO.id)
  assert.equal(await ask({}, named(TWO.id), 'own'), '403 multiple roles found in user info, please check NHSD-URID')
})
