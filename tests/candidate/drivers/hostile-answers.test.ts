import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import type { Candidate } from '../../../candidate/candidate.ts'
import { apiDriver } from '../../../candidate/drivers/api/api-driver.ts'
import type { PatientView } from '../../../candidate/port/demographics.ts'
import { CandidateFault } from '../../../candidate/port/faults.ts'
import type { Session, Worker } from '../../../candidate/port/identity.ts'
import type { CandidateConfig } from '../../../config/candidate.ts'
import { RUBBISH, type Rubbish } from '../../e2e/support/rubbish.ts'

const REQUEST_MS = 300

let rubbish: Rubbish = () => undefined
const server = createServer((_request, response) => rubbish(response))
let candidate: Candidate
before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const config = { name: 'x', version: '1', baseUrl, capabilities: [], interfaces: [], drivers: { default: 'api' }, fhirPath: '/FHIR/R4', limits: { requestMs: REQUEST_MS, pageMs: 1000, scenarioMs: 1000 }, testAids: true } as object as CandidateConfig
  candidate = (await apiDriver({ config, recorder: { exchange: () => 'x' } })) as Candidate
})
after(async () => {
  server.closeAllConnections()
  server.close()
  await candidate.close()
})

const worker = { id: '555254239107', username: 'amara.nwosu', title: 'Dr', given: 'Amara', family: 'Nwosu', roles: [] } satisfies Worker
const session: Session = { worker, handle: { jar: new Map() } }
const opened = { id: '1', version: '1', restricted: false, active: true } satisfies PatientView

const VERBS: Record<string, () => Promise<unknown>> = {
  signIn: () => candidate.identity.signIn(worker),
  describe: () => candidate.identity.describe(session),
  switchRole: () => candidate.identity.switchRole(session, '1'),
  read: () => candidate.demographics.read(session, '1'),
  findLocally: () => candidate.demographics.findLocally(session, { family: 'Okafor' }),
  openForEditing: () => candidate.demographics.openForEditing(session, '1'),
  changeContact: () => candidate.demographics.changeContact(session, opened, { mobile: '07700900001' }),
  audit: () => candidate.audit.read(session, {}),
}

for (const [name, answer] of Object.entries(RUBBISH)) {
  test(`an answer that ${name} is the candidate's fault, told in words and in time`, async () => {
    rubbish = answer
    for (const [verb, ask] of Object.entries(VERBS)) {
      const started = performance.now()
      const outcome = await ask().then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
      )
      const took = performance.now() - started
      assert.ok(took < 20 * REQUEST_MS, `${verb} took ${Math.round(took)} ms`)
      assert.ok('error' in outcome, `${verb} took it: ${JSON.stringify(outcome)}`)
      const { error } = outcome
      assert.ok(error instanceof CandidateFault, `${verb}: ${error instanceof Error ? error.stack : String(error)}`)
      assert.match(error.message, /^The candidate|^Expected a Patient/)
      assert.ok(error.message.length < 700, error.message)
    }
  })
}
