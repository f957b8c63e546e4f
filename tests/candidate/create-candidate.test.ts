import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { createCandidate } from '../../candidate/create-candidate.ts'
import type { PatientView } from '../../candidate/port/demographics.ts'
import { CandidateFault, VerbNotOffered } from '../../candidate/port/faults.ts'
import type { Session, Worker } from '../../candidate/port/identity.ts'
import type { CandidateConfig } from '../../config/candidate.ts'
import { temporaryFolder } from '../config/temporary-folder.ts'

const worker = { id: '555254239107', username: 'amara.nwosu', title: 'Dr', given: 'Amara', family: 'Nwosu', roles: [] } satisfies Worker
const session: Session = { worker, handle: undefined }
const view: PatientView = { id: '1', version: '1', restricted: false, active: true }

const DRIVER = `
class Patients {
  #known = new Map([['1', 'Okafor']])
  async read(_session, id) { return { ok: true, value: { id, family: this.#known.get(id) } } }
  async register() { return new Promise(() => undefined) }
}
export const driver = async () => ({ demographics: new Patients() })
`

async function candidateOf(context: TestContext, source: string, drivers: Record<string, string> = {}) {
  const folder = temporaryFolder(context, { 'driver.mjs': source })
  return createCandidate({
    config: { name: 'x', version: '1', baseUrl: 'http://127.0.0.1:1', capabilities: [], interfaces: [], drivers: { default: join(folder, 'driver.mjs'), ...drivers }, fhirPath: '/', limits: { requestMs: 100, pageMs: 100, scenarioMs: 200 }, testAids: false } as object as CandidateConfig,
    recorder: { exchange: () => 'x' },
  })
}

test("a supplier's own driver may be made of classes", async (context) => {
  const candidate = await candidateOf(context, DRIVER)
  const answer = await candidate.demographics.read(session, '1')
  assert.deepEqual(answer, { ok: true, value: { id: '1', family: 'Okafor' } })
})

test('a verb that a driver lacks is not offered, be it one of a group or a whole group', async (context) => {
  const candidate = await candidateOf(context, DRIVER)
  for (const [ask, verb] of [
    [async () => candidate.demographics.changeContact(session, view, {}), 'demographics.changeContact'],
    [async () => candidate.audit.read(session, {}), 'audit.read'],
  ] as const) {
    await assert.rejects(ask, (error) => error instanceof VerbNotOffered && error.verb === verb)
  }
})

test('a group that a candidate does not do at all is not offered, whatever the usual driver could', async (context) => {
  const candidate = await candidateOf(context, DRIVER, { demographics: 'none' })
  await assert.rejects(async () => candidate.demographics.read(session, '1'), VerbNotOffered)
})

test('a verb that never gets done is the fault of the candidate', async (context) => {
  const candidate = await candidateOf(context, DRIVER)
  await assert.rejects(candidate.demographics.register(session, '9990000018'), (error) => error instanceof CandidateFault && /demographics\.register\) within 200 ms/.test(error.message))
})
