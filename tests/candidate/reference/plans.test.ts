import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { fetchRecord, type Pointer } from '../../../candidate/reference/national/nrl.ts'
import type { PlatformCall } from '../../../candidate/reference/national/platform.ts'
import type { Work } from '../../../candidate/reference/work.ts'
import { JOAN, openClinic, pdsPatient, receptionist, type Clinic } from './support/clinic.ts'

let clinic: Clinic

beforeEach(async () => {
  clinic = await openClinic()
  clinic.national.patients.set(JOAN, pdsPatient())
})
afterEach(() => clinic.close())

test('the page that our pointers lead to says whom to ask, and nothing of anybody', async () => {
  const { status, text } = await (await clinic.signIn(receptionist)).request('GET', '/contact')
  assert.equal(status, 200)
  assert.match(text, /ODS code/)
  assert.doesNotMatch(text, /Okafor|9990000018/)
})

test('a pointer is followed through the proxy, and nowhere else', async () => {
  const asked: PlatformCall[] = []
  const platform = { call: async (call: PlatformCall) => (asked.push(call), { status: 200, headers: {}, body: {}, bytes: new Uint8Array([1]), requestId: '' }) }
  const config = { national: { platformUrl: 'https://platform.example/e/1' }, practice: { odsCode: 'A99901' }, areas: {} }
  const work = { services: { config, platform, clock: { now: () => 0 } }, session: { user: { id: '1' } }, interaction: 'i' } as unknown as Work
  const pointer = (address: string): Pointer => ({ id: 'RZ9-1', nhsNumber: JOAN, type: { code: '736253002', term: 'x' }, holder: 'RZ9', address, contentType: 'application/pdf', asid: '200000000117' })

  await fetchRecord(work, pointer('ssp://platform.example/e/1/record-locator/ssp/https%3A%2F%2Fa.example'))
  assert.equal(asked[0]!.path, '/record-locator/ssp/https%3A%2F%2Fa.example')
  for (const address of ['ssp://elsewhere.example/e/1/x', 'https://platform.example.evil/e/1/x', 'ssp://platform.example/e/10/x', 'file:///etc/passwd']) await assert.rejects(fetchRecord(work, pointer(address)), /not lead through/)
  assert.equal(asked.length, 1)
})
