import assert from 'node:assert/strict'
import { test } from 'node:test'
import { service } from '../../../mocks/services/ers/service.ts'
import { as, startErs } from './ers-fixture.ts'

test('every operation is refused without the organisation of the user, in the words of the gateway', async () => {
  const { call, violations } = startErs()
  const { 'nhsd-end-user-organisation-ods': _without, ...headers } = as('gp')
  // The object store is not behind the gateway, and A030 is how a user chooses an organisation.
  const behindTheGateway = service.routes.filter(({ path, operation }) => /^\/(STU3|R4)\//.test(path) && operation !== 'a030-retrieve-business-functions')
  assert.ok(behindTheGateway.length >= 39)
  for (const { operation, method, path } of behindTheGateway) {
    const answer = await call(method, path.replaceAll(/:\w+/g, '000000000001'), { headers, ...(method !== 'GET' && method !== 'HEAD' && { body: {} }) })
    assert.equal(answer.status, 400, operation)
    assert.equal(violations().length, 1, operation)
  }
})
