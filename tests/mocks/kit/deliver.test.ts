import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deliver } from '../../../mocks/kit/deliver.ts'
import { Environment } from '../../../mocks/kit/environment.ts'

function setUp() {
  const environment = new Environment('test', 1)
  const arrived: string[] = []
  const send = (what: string, delivery = 'letter', subject?: string) => deliver(environment, { service: 'post', delivery, subject }, () => `sent ${arrived.push(what)}`, () => 'held')
  return { environment, arrived, send }
}

test('a delivery arrives once, and its sender hears of it', () => {
  const { arrived, send } = setUp()
  assert.equal(send('a'), 'sent 1')
  assert.deepEqual(arrived, ['a'])
})

test('a duplicate arrives twice; the sender hears of the first', () => {
  const { environment, arrived, send } = setUp()
  environment.faults.inject({ service: 'post', kind: 'duplicate-delivery', operation: 'letter', subject: '9990000018' })
  send('other patient')
  assert.equal(send('a', 'letter', '9990000018'), 'sent 2')
  send('b', 'letter', '9990000018')
  assert.deepEqual(arrived, ['other patient', 'a', 'a', 'b'])
  assert.deepEqual(environment.faults.clear(), [])
})

test('one out of order arrives right after the next of its name', () => {
  const { environment, arrived, send } = setUp()
  environment.faults.inject({ service: 'post', kind: 'out-of-order-delivery', times: 2 })
  assert.equal(send('a'), 'held')
  assert.equal(send('b'), 'held')
  send('of another name', 'parcel')
  send('c')
  send('d')
  assert.deepEqual(arrived, ['of another name', 'c', 'a', 'b', 'd'])
})

test('what takes time is delivered one after the other', async () => {
  const environment = new Environment('test', 1)
  const arrived: string[] = []
  const send = (what: string, ms: number) =>
    deliver(
      environment,
      { service: 'post', delivery: 'letter' },
      async () => {
        await new Promise((resolve) => setTimeout(resolve, ms))
        arrived.push(what)
        return what
      },
      async () => 'held',
    )
  environment.faults.inject({ service: 'post', kind: 'out-of-order-delivery' })
  assert.equal(await send('a', 1), 'held')
  assert.equal(await send('b', 20), 'b')
  assert.deepEqual(arrived, ['b', 'a'])
})

test('calls never meet the faults of deliveries, nor deliveries those of calls', () => {
  const { environment, arrived, send } = setUp()
  environment.faults.inject({ service: 'post', kind: 'reset' })
  environment.faults.inject({ service: 'post', kind: 'duplicate-delivery' })
  assert.equal(environment.faults.take('post', 'letter', undefined)?.kind, 'reset')
  assert.equal(environment.faults.take('post', 'letter', undefined), undefined)
  send('a')
  assert.deepEqual(arrived, ['a', 'a'])
})
