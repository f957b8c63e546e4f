import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import type { Attachment } from '@cucumber/messages'
import { loadSources } from '@cucumber/cucumber/api'
import { apiDriver } from '../../candidate/drivers/api/api-driver.ts'
import { ROOT } from '../../cli/paths.ts'
import { prepareKeys } from '../../cli/run/keys.ts'
import { openPlaces } from '../../cli/run/places.ts'
import { planRun } from '../../cli/run/plan.ts'
import { loadSteps, runScenarios } from '../../cli/run/scenarios.ts'
import type { CandidateConfig } from '../../config/candidate.ts'
import { EVIDENCE_MEDIA_TYPE, type ExchangeEvidence } from '../../config/evidence.ts'
import { loadTraceability } from '../../config/traceability.ts'
import { loadContract } from './support/contract.ts'

const contract = loadContract()

/** Scenarios in which every operation of the contract occurs, and succeeds where it can. One that is renamed is renamed here. */
const SCENARIOS = [
  'A new mobile number reaches the national record',
  'An allergy that has ended',
  'e-RS answers with an error page when a letter is uploaded',
  'The pharmacy has it',
  "A cancelled appointment stays on the patient's list, with the reason",
  'A site is added and moves to another address',
  'Who has left the practice stays on record by name',
  'National services are told when the post changes',
  'A rejected referral is referred to another service',
  'A message that has arrived is not sent again',
  'A doubtful invitation that had arrived is sent again',
  'One way fails, another is still open',
  'Somebody has died',
  'Not delivered',
  'Somebody who is here for a while only',
  'The specialist makes a referral of the question',
  'A session is handed over with the patients in it',
  'The booking is made, and then e-RS fails without a word',
  'A session without patients is withdrawn',
  'Signing out ends the session wherever it is open',
  'Whatever is done to an appointment is in the audit trail',
  'Sending a doubtful message again on purpose',
  'PDS fails and does not make the change',
  'Who is in the waiting room has attended',
  'A medical secretary may not record what is clinical',
  'e-RS cancels the referral, and then drops the connection',
  'No service takes suspected cancer',
  'Another pharmacy takes the place of the first',
  'A referral is sent into triage',
  'A receptionist does not get to see what is clinical',
  'What changed meanwhile is not overwritten',
  'A question that has not been answered is not among them',
  'A booking is cancelled, and the time is free again',
  'The service has taken a referral, and then drops the connection',
  'A change that does not say what it is based on',
  'Nothing is prescribed for somebody who has left',
  'The reasons to choose from are those a referrer may give',
  'What a practice nurse prepared waits for the prescriber',
  'A slot that is held for something else cannot be booked',
  'It can be told when an appointment was before, and who moved it',
  'The letter for the patient has what she needs to book',
  'A letter that was kept is sent again',
  'The privacy officer tries to delete what is written',
  'The privacy officer tries to change what is written',
  'A patient who wants messages again',
  'A slot that is kept back for the desk is not offered to patients',
  'EPS has taken the prescription, and nobody heard of it',
  'A site where patients are expected is not removed',
  'A message that was rejected can be sent again',
  'The practice agrees',
  'A letter that somebody has read',
  'The permissions follow the switch',
  'Something that was stopped',
  'A clinician reviews the document',
  'Somebody whom the practice does not know',
  'Somebody finds out whose it is',
  'A clinician has looked at the result',
  'The authority asks for it again',
  'A patient changes their mind',
  'A vaccination that did not get through is sent later',
  'A vaccination given elsewhere is read into the record',
  'The indicator is removed, for a reason',
  'What was kept is shared later',
  'A type 1 opt-out is taken back',
  'Somebody has opted out nationally',
  'The practice has not agreed',
  'She does not want it told',
  'A print from the record is a duplicate',
  'The form that is in force',
  'The report is sent again later',
  'How many there are',
  'The plan itself comes from the hospital',
  'A plan is withdrawn',
  'It was published, and nobody heard of it: the locator drops the connection',
  'Nobody has asked the patient yet',
  'The patient has given permission',
  'The Spine says late that it has the summary',
  'What is recorded nationally is seen when the record is opened',
  'Another adjustment beside the first',
  'An adjustment is changed for another',
  'An adjustment that is no longer needed',
  'All adjustments are removed',
  'What was kept goes first with the next registration',
  'A patient who does not want it is found all the same',
  'A practice that does not share records',
  'A patient has consented to somebody acting for them',
  'A request is approved',
  'What was agreed is taken back, and at once',
  "Another practice's system is found",
  'A pharmacy and what it offers',
  'A colleague with a role at this practice',
  'A problem is found by the beginnings of its words',
  'What was recorded before stays on the record as it was',
  'A prescription that was signed remotely reaches EPS',
  'A new key opens a locked account',
  "Nobody to open a session for: Joan's app is linked, and the practice has ended her account",
  'A clinician confirms an allergy',
  'Ashdown has taken the record over',
  'The recipient has it, and knows the patient',
  'A clinician takes one thing over, and leaves the other out',
  'The same report twice',
  'Who is followed already',
  'Asking again may help, after 10',
  'The practice does not send records electronically for the time being',
]

/** Operations that no scenario uses yet, and why they are there. */
const UNUSED: Record<string, string> = {
  'POST /FHIR/R4/Flag': 'the scenario with an alert looks at the screen, and is not run here',
  'POST /FHIR/R4/Slot/{id}/$release': 'the other half of blocking a slot; no requirement speaks of it',
}

/** Everything that went between the harness and the reference candidate in some scenarios, the browser's way through CIS2 left out. */
async function exchangesOf(names: readonly string[]): Promise<ExchangeEvidence[]> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-contract-'))
  const places = await openPlaces({ workers: 1, seed: 3, keys: await prepareKeys(), folder })
  try {
    const { plan } = await loadSources({ defaultDialect: 'en', paths: ['features/**/*.feature'], names: [], tagExpression: '', order: 'defined' }, { cwd: ROOT })
    const missing = names.filter((name) => !plan.some((pickle) => pickle.name === name))
    assert.deepEqual(missing, [], 'scenarios that are no longer there')
    const paths = plan.filter(({ name }) => names.includes(name)).map(({ uri, location }) => `${uri}:${location.line}`)
    const { ordinals } = await planRun(await loadTraceability({ profile: 'full' }), { requirements: [] })
    const exchanges: ExchangeEvidence[] = []
    const take = ({ mediaType, body, contentEncoding }: Attachment) => {
      if (mediaType !== EVIDENCE_MEDIA_TYPE.exchange) return
      const exchange = JSON.parse(contentEncoding === 'BASE64' ? Buffer.from(body, 'base64').toString() : body) as ExchangeEvidence
      if (exchange.direction === 'harness-to-candidate' && exchange.request.url.startsWith(places.list[0]!.candidate.baseUrl)) exchanges.push(exchange)
    }
    await runScenarios({
      support: await loadSteps(),
      setup: { hub: { url: places.hub.urls.http, controlKey: places.hub.controlKey }, places: places.list, shared: false, seed: 3, ordinals },
      paths,
      workers: 1,
      onMessage: ({ attachment }) => attachment && take(attachment),
    })
    return exchanges
  } finally {
    await places.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

suite('docs/candidate-api.openapi.yaml', () => {
  test('says of every operation what it is for, what it takes, and what it answers', () => {
    assert.ok(contract.operations.length > 50)
    for (const { name, path, summary, verbs, parameters, responses, method, requestBody } of contract.operations) {
      assert.ok(summary, name)
      assert.ok(verbs.length > 0, name)
      assert.ok(Object.values(responses).every(({ description }) => description), name)
      assert.deepEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, id]) => id), parameters.filter((each) => each.in === 'path').map((each) => each.name), name)
      assert.equal(requestBody !== undefined, method === 'POST' || method === 'PUT', name)
    }
  })

  test('names verbs that the api driver has', () => {
    const driver = apiDriver({ config: { baseUrl: 'http://127.0.0.1:1', fhirPath: '/FHIR/R4', limits: {}, patientAudience: 'x' } as CandidateConfig, recorder: { exchange: () => '' } }) as Record<string, Record<string, unknown>>
    for (const { name, verbs } of contract.operations) {
      // What the NHS App and the Spine send is no verb of the candidate's.
      for (const verb of verbs.filter((each) => each !== 'receipt' && each !== 'message')) {
        const [group = '', asked = ''] = verb.split('.')
        assert.equal(typeof driver[group]?.[asked], 'function', `${name}: ${verb}`)
      }
    }
  })

  test('has examples that are what it asks for', () => {
    assert.ok(contract.examples.length > 50)
    for (const { value, mediaTypePointer } of contract.examples) assert.deepEqual(contract.validate(`${mediaTypePointer}/schema`, value), [], mediaTypePointer)
  })

  test('can tell what is other than it says', () => {
    const operation = contract.find('PUT', '/FHIR/R4/Appointment/17')!
    const headers = { 'content-type': 'application/fhir+json' }
    const exchange: ExchangeEvidence = {
      id: 'x',
      direction: 'harness-to-candidate',
      service: 'candidate',
      operation: 'appointments.dance',
      startedAt: '2025-03-03T09:00:00Z',
      durationMs: 1,
      request: { method: 'PUT', url: 'https://x/FHIR/R4/Appointment/17?why=not', headers, body: '{"resourceType":"Slot"}' },
      response: { status: 200, headers, body: '{"resourceType":"Appointment","status":"booked","slot":{}}' },
      violations: [],
    }
    const found = contract.check(operation, exchange).join('\n')
    for (const problem of [/serves appointments\.dance/, /the query has why/, /the request lacks If-Match/, /the request: \/resourceType/, /lacks etag/, /the answer \(200\): \/slot must be array/]) assert.match(found, problem)
    const refusal = { status: 409, headers, body: '{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"conflict","details":{"text":"No."}}]}' }
    assert.match(contract.check(operation, { ...exchange, response: refusal }).join('\n'), /the answer \(409\): .*coding/)
    assert.match(contract.check(operation, { ...exchange, response: { status: 418, headers: {} } }).join('\n'), /status 418/)
    assert.equal(contract.find('PATCH', '/FHIR/R4/Appointment/17'), undefined)
    assert.equal(contract.find('POST', '/FHIR/R4/Patient/$register')?.summary, 'Register somebody')
  })

  test('is what the api driver sends, and what the reference candidate answers; nothing is in it that is not used', async () => {
    const exchanges = (await exchangesOf(SCENARIOS)).filter(({ request }) => !/^\/gp-connect\/|^\/im1-pfs-auth\/|^\/[A-Z0-9]+\/STU3\/1\/gpconnect\//.test(new URL(request.url).pathname))
    const used = new Set<string>()
    const problems = new Set<string>()
    for (const exchange of exchanges) {
      const { method, url } = exchange.request
      const path = decodeURIComponent(new URL(url).pathname)
      const operation = contract.find(method, path)
      if (!operation) {
        problems.add(`${method} ${path} (${exchange.operation}) is not in it`)
        continue
      }
      used.add(operation.name)
      for (const problem of contract.check(operation, exchange)) problems.add(`${operation.name}: ${problem}`)
    }
    assert.deepEqual([...problems], [])
    const unused = contract.operations.map(({ name }) => name).filter((name) => !used.has(name))
    assert.deepEqual(unused.sort(), Object.keys(UNUSED).sort(), 'operations that no scenario used')
  })
})
