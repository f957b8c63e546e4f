import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { CandidateFault } from '../../candidate/port/faults.ts'
import { definitionsOf } from '../../cli/run/match-quickly.ts'
import { loadSteps } from '../../cli/run/scenarios.ts'
import { ControlFailed } from '../../mocks/control-request.ts'
import { createHubClient, type OpenedEnvironment } from '../../mocks/hub-client.ts'
import { startHub, type Hub } from '../../mocks/hub.ts'
import type { RunSetup } from '../../steps/support/setup.ts'
import { AssayWorld } from '../../steps/world.ts'

let hub: Hub
before(async () => void (hub = await startHub()))
after(() => hub.close())

/** A scenario whose services are in a hub that others share. */
async function guest(id: string): Promise<{ world: AssayWorld; environment: OpenedEnvironment; evidence: string[] }> {
  const environment = await createHubClient({ url: hub.urls.http, key: hub.controlKey }).open({ id })
  const setup = { places: [{ environment: 'w0', guest: { id, access: environment.access } }], shared: false, seed: 1, ordinals: {} } as unknown as RunSetup
  const evidence: string[] = []
  const world = new AssayWorld({ parameters: { setup }, attach: (data: unknown) => evidence.push(String(data)), log: () => undefined, link: () => undefined } as never)
  return { world, environment, evidence }
}

const findsFault = { name: 'a check', look: () => Promise.resolve([{ what: 'something is wrong' }]) }
const throwsFault = { name: 'a check', look: () => Promise.reject(new CandidateFault('it did not answer')) }
/** A step of ours, as cucumber calls it. */
const stepThat = async (pattern: string) => (definitionsOf(await loadSteps()).find((definition) => definition.pattern === pattern) as unknown as { code: (this: AssayWorld, ...args: unknown[]) => Promise<unknown> }).code

test('the candidate is blamed for what a check finds, as long as its services are there', async () => {
  const { world, evidence } = await guest('there')
  await world.check(findsFault, {})
  await world.check(throwsFault, {})
  assert.deepEqual(world.failures, ['a check: something is wrong', 'a check: it did not answer'])
  assert.equal(evidence.length, 2)
})

test('and for nothing once they are gone: neither by a check nor by a step', async () => {
  const { world, environment, evidence } = await guest('gone')
  const signIn = await stepThat('a/an/the {persona} is signed in')
  Object.assign(world, { actAs: () => Promise.reject(new CandidateFault('nobody can sign in')) })
  await assert.rejects(signIn.call(world, 'receptionist'), CandidateFault)
  await environment.close()
  for (const blame of [() => world.check(findsFault, {}), () => world.check(throwsFault, {}), () => world.blame('it works', () => Promise.reject(new CandidateFault('no'))), () => signIn.call(world, 'receptionist')]) {
    await assert.rejects(blame(), ControlFailed)
  }
  assert.deepEqual([world.failures, evidence], [[], []])
})
