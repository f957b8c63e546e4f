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
import { CALL_FAULTS } from '../../../mocks/kit/faults.ts'
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
const signIn = async (persona: string): Promise<Session> =>
  done(await candidate.identity!.signIn(loadWorld().staff.find((worker) => worker.persona === persona)!))
const violations = () =>
  environment.journal
    .read({})
    .flatMap(({ operation, violations: found }) => found.map(({ rule, detail }) => `${operation}: ${rule} ${detail}`))

test('everything it sends in a day at the desk is as published', async () => {
  const nhsNumber = '9990000018'
  const pds = environment.stateOf(services.pds)
  services.pds.controls.putPatient(
    pds,
    {
      nhsNumber,
      given: 'Joan',
      family: 'Okafor',
      title: 'Mrs',
      gender: 'female',
      birthDate: '1952-03-07',
      address: { line: ['4 Mill Lane', 'Leeds'], postcode: 'LS1 6AE' },
      practice: 'A99902',
    },
    environment,
  )
  const desk = await signIn('receptionist')
  const { demographics } = candidate
  assert.equal(
    done(await demographics!.findNationally(desk, { family: 'Okafor', birthDate: '1952-03-07', given: 'Joan', gender: 'female' })).length,
    1,
  )
  const { id } = done(await demographics!.register(desk, nhsNumber))
  const open = async () => done(await demographics!.openForEditing(desk, id))
  done(
    await demographics!.changeContact(desk, await open(), {
      mobile: '07700 900999',
      email: 'joan@example.com',
      homePhone: '0113 496 0001',
      address: { lines: ['9 New Road', 'Leeds'], postcode: 'LS2 2AA' },
    }),
  )
  const removed = done(await demographics!.changeContact(desk, await open(), { mobile: null, email: null }))
  assert.deepEqual([removed.mobile, removed.email, removed.homePhone], [undefined, undefined, '0113 496 0001'])
  done(await demographics!.nominatePharmacy(desk, await open(), 'FZ901'))
  assert.equal(done(await demographics!.nominatePharmacy(desk, await open(), 'FZ902')).nominatedPharmacy, 'FZ902')
  done(await demographics!.deduct(desk, id))
  done(await candidate.identity!.signOut(desk))
  assert.ok(environment.journal.read({ service: 'pds' }).length > 10)
  assert.deepEqual(violations(), [])
})

/** What the user is told for each fault, when opening a record and when saving a change. */
const TOLD: Record<(typeof CALL_FAULTS)[number], { reading: string[]; saving: string[] }> = {
  latency: { reading: ['done'], saving: ['done'] },
  timeout: { reading: ['national-timeout'], saving: ['national-timeout'] },
  error: { reading: ['done'], saving: ['done'] },
  status: { reading: ['national-refused'], saving: ['national-refused'] },
  html: { reading: ['national-refused'], saving: ['national-refused'] },
  malformed: { reading: ['national-unreadable'], saving: ['national-unreadable'] },
  truncated: { reading: ['national-unreadable', 'done'], saving: ['national-unreadable', 'national-unavailable'] },
  'wrong-content-type': { reading: ['national-unreadable'], saving: ['national-unreadable'] },
  reset: { reading: ['done'], saving: ['national-unavailable'] },
  'expired-token': { reading: ['done'], saving: ['done'] },
  'slow-body': { reading: ['national-timeout'], saving: ['national-timeout'] },
}

test('every fault of a service is told as what it is, in time, and no change is lost or made twice', async () => {
  const nhsNumber = '9990000026'
  const pds = environment.stateOf(services.pds)
  services.pds.controls.putPatient(
    pds,
    {
      nhsNumber,
      given: 'Ken',
      family: 'Adu',
      gender: 'male',
      birthDate: '1960-01-01',
      address: { line: ['1 High Street', 'Leeds'], postcode: 'LS1 6AE' },
      practice: 'A99901',
    },
    environment,
  )
  const desk = await signIn('receptionist')
  const { demographics } = candidate
  const { id } = done(await demographics!.register(desk, nhsNumber))
  const fault = (kind: (typeof CALL_FAULTS)[number], operation: string) =>
    environment.faults.inject({
      service: 'pds',
      operation,
      kind,
      ...(kind === 'latency' && { ms: 200 }),
      ...((kind === 'timeout' || kind === 'slow-body') && { ms: 4000 }),
      ...(kind === 'status' && { status: 500 }),
      ...(kind === 'error' && { name: 'SERVICE_UNAVAILABLE', headers: { 'retry-after': '1' } }),
      processed: true,
    })
  const version = () => services.pds.controls.readPatient(pds, { nhsNumber }, environment)!.version
  const before = version()
  const told = (answer: Answer<unknown>) => (answer.ok ? 'done' : answer.reason)

  for (const [index, kind] of CALL_FAULTS.entries()) {
    if (kind !== 'error') {
      fault(kind, 'getPatient')
      const answer = await demographics!.openForEditing(desk, id)
      assert.ok(TOLD[kind].reading.includes(told(answer)), `${kind} when reading: ${told(answer)} ${answer.ok ? '' : answer.message}`)
      if (!answer.ok) assert.match(answer.message, /PDS/)
    }
    const opened = done(await demographics!.openForEditing(desk, id))
    const mobile = `07700 9005${String(index).padStart(2, '0')}`
    fault(kind, 'updatePatient')
    const answer = await demographics!.changeContact(desk, opened, { mobile })
    assert.ok(TOLD[kind].saving.includes(told(answer)), `${kind} when saving: ${told(answer)}`)
    const kept = done(await demographics!.unsentChanges(desk, id)).some(({ change }) => change.mobile === mobile)
    assert.equal(kept, !answer.ok, `${kind}: kept ${kept}`)
    if (!answer.ok) assert.match(answer.message, /kept/)

    // Sending the change again does not make it twice: the service knows it, or the record says so.
    if (!answer.ok) await demographics!.changeContact(desk, opened, { mobile })
    const now = done(await demographics!.openForEditing(desk, id))
    assert.equal(now.mobile, mobile, kind)
    assert.equal(version(), before + index + 1, `${kind}: changed once`)
  }
})
