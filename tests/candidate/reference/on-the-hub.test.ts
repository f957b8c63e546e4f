import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Candidate } from '../../../candidate/candidate.ts'
import { apiDriver } from '../../../candidate/drivers/api/api-driver.ts'
import type { Answer } from '../../../candidate/port/answer.ts'
import type { Session } from '../../../candidate/port/identity.ts'
import { prepareKeys } from '../../../cli/run/keys.ts'
import { openPlaces, type Places } from '../../../cli/run/places.ts'
import { loadWorld } from '../../../config/world.ts'
import type { Environment } from '../../../mocks/kit/environment.ts'
import { services } from '../../../mocks/services.ts'

/** The reference candidate in its own process, against the mocked national services: nothing it sends may be other than published. */
let places: Places
let environment: Environment
let candidate: Partial<Candidate>
const folder = mkdtempSync(join(tmpdir(), 'on-the-hub-'))

before(async () => {
  places = await openPlaces({ workers: 1, seed: 7, keys: await prepareKeys(), folder })
  const [place] = places.list
  environment = places.hub.environments.get(place!.environment)!
  candidate = apiDriver({ config: place!.candidate, recorder: { exchange: () => 'none' } } as unknown as Parameters<typeof apiDriver>[0])
})
after(async () => {
  await candidate?.close?.()
  await places?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const done = <T>(answer: Answer<T>): T => {
  assert.ok(answer.ok, answer.ok ? '' : `${answer.reason}: ${answer.message}`)
  return answer.value
}
const signIn = async (persona: string): Promise<Session> => done(await candidate.identity!.signIn(loadWorld().staff.find((worker) => worker.persona === persona)!))
const violations = () => environment.journal.read({}).flatMap(({ operation, violations: found }) => found.map(({ rule, detail }) => `${operation}: ${rule} ${detail}`))

test('everything it sends in a day at the desk is as published', async () => {
  const nhsNumber = '9990000018'
  const pds = environment.stateOf(services.pds)
  services.pds.controls.putPatient(pds, { nhsNumber, given: 'Joan', family: 'Okafor', title: 'Mrs', gender: 'female', birthDate: '1952-03-07', address: { line: ['4 Mill Lane', 'Leeds'], postcode: 'LS1 6AE' }, practice: 'A99902' }, environment)
  const desk = await signIn('receptionist')
  const { demographics } = candidate
  assert.equal(done(await demographics!.findNationally(desk, { family: 'Okafor', birthDate: '1952-03-07', given: 'Joan', gender: 'female' })).length, 1)
  const { id } = done(await demographics!.register(desk, nhsNumber))
  const open = async () => done(await demographics!.openForEditing(desk, id))
  done(await demographics!.changeContact(desk, await open(), { mobile: '07700 900999', email: 'joan@example.com', homePhone: '0113 496 0001', address: { lines: ['9 New Road', 'Leeds'], postcode: 'LS2 2AA' } }))
  const removed = done(await demographics!.changeContact(desk, await open(), { mobile: null, email: null }))
  assert.deepEqual([removed.mobile, removed.email, removed.homePhone], [undefined, undefined, '0113 496 0001'])
  done(await demographics!.nominatePharmacy(desk, await open(), 'FZ901'))
  assert.equal(done(await demographics!.nominatePharmacy(desk, await open(), 'FZ902')).nominatedPharmacy, 'FZ902')
  done(await demographics!.deduct(desk, id))
  done(await candidate.identity!.signOut(desk))
  assert.ok(environment.journal.read({ service: 'pds' }).length > 10)
  assert.deepEqual(violations(), [])
})
