import type { Attachment, Envelope } from '@cucumber/messages'
import { EVIDENCE_MEDIA_TYPE, type ExchangeEvidence } from '../../config/evidence.ts'
import { loadTraceability } from '../../config/traceability.ts'
import { requirementFacts } from '../../cli/run/requirement-facts.ts'
import { recordCucumber } from '../../reports/pack/from-cucumber.ts'
import { createPack, type PackWriter } from '../../reports/pack/write.ts'
import { bodyNumber } from './bodies.ts'

export const EXCHANGES = 5
/** As many as in a feature file of ours. */
const SCENARIOS_A_FEATURE = 20
const STEPS = ['a receptionist is signed in', 'the receptionist saves a new mobile number', 'the mobile number is changed once']
/** Scenarios between two turns of the event loop, in which the writer puts its lines on disk as it does in a run. */
const SCENARIOS_A_TURN = 20

/** Records a run of so many scenarios with five exchanges each, as cucumber would tell it; every hundredth fails. Leaves the pack closed and unsealed. */
export async function recordLargePack(dir: string, scenarios: number): Promise<PackWriter> {
  const { catalogue, ...traceability } = await loadTraceability({ profile: 'tif-core' })
  const requirements = requirementFacts({ catalogue, ...traceability })
  const candidate = { name: 'Larkspur GP', version: '4.2.0', drivers: ['api'], capabilities: ['C13'] }
  const pack = createPack(dir, { runId: 'bench', seed: 1, profile: 'tif-core', candidate, catalogue: catalogue.digest, environment: {} })
  for (const requirement of requirements) pack.append({ type: 'requirement', requirement })
  const { onMessage } = recordCucumber(pack)
  const tell = (envelope: unknown): void => onMessage(envelope as Envelope)
  for (let first = 0; first < scenarios; first += SCENARIOS_A_FEATURE) {
    const inFeature = Array.from({ length: Math.min(SCENARIOS_A_FEATURE, scenarios - first) }, (_, i) => first + i)
    for (const envelope of featureOf(first / SCENARIOS_A_FEATURE, inFeature, requirements.map(({ id }) => id))) tell(envelope)
  }
  for (let n = 0; n < scenarios; n++) {
    for (const envelope of runOf(n)) tell(envelope)
    if (n % SCENARIOS_A_TURN === 0) await new Promise(setImmediate)
  }
  pack.append({ type: 'run-finished', ended: 'completed' })
  pack.close()
  return pack
}

const at = { seconds: 1_740_992_400, nanos: 0 }

/** A feature, its scenarios and that they are going to be run. */
function featureOf(number: number, scenarios: readonly number[], requirements: readonly string[]): unknown[] {
  const uri = `features/area-${number % 6}/feature-${number}.feature`
  const tagsOf = (n: number): { name: string; astNodeId: string }[] => [`@req:${requirements[n % requirements.length]}`, '@service:pds', `@capability:C${n % 20}`].map((name) => ({ name, astNodeId: `tag-${n}` }))
  const children = scenarios.map((n, i) => ({
    scenario: { id: `node-${n}`, keyword: 'Scenario', name: `The record of patient ${n} is changed as it was asked for`, description: '', location: { line: 10 + i * 8 }, tags: [], examples: [], steps: STEPS.map((text, step) => ({ id: `node-${n}-${step}`, keyword: step === 2 ? 'Then ' : 'When ', text, location: { line: 11 + i * 8 + step } })) },
  }))
  return [
    { gherkinDocument: { uri, comments: [], feature: { name: `Feature ${number}`, description: '', keyword: 'Feature', language: 'en', location: { line: 1 }, tags: [], children } } },
    ...scenarios.map((n) => ({ pickle: { id: `pickle-${n}`, uri, name: `The record of patient ${n} is changed as it was asked for`, language: 'en', tags: tagsOf(n), astNodeIds: [`node-${n}`], steps: STEPS.map((text, step) => ({ id: `pickle-${n}-${step}`, text, astNodeIds: [`node-${n}-${step}`] })) } })),
    ...scenarios.map((n) => ({ testCase: { id: `case-${n}`, pickleId: `pickle-${n}`, testSteps: STEPS.map((_, step) => ({ id: `step-${n}-${step}`, pickleStepId: `pickle-${n}-${step}` })) } })),
  ]
}

/** A scenario from its beginning to its end: the exchanges in its second step, a check of them in its third. */
function* runOf(n: number): Generator<unknown> {
  const testCaseStartedId = `started-${n}`
  const attach = (step: number, mediaType: string, evidence: object): { attachment: Attachment } => ({ attachment: { body: JSON.stringify(evidence), contentEncoding: 'IDENTITY' as Attachment['contentEncoding'], mediaType, testCaseStartedId, testStepId: `step-${n}-${step}` } })
  yield { testCaseStarted: { id: testCaseStartedId, testCaseId: `case-${n}`, attempt: 0, timestamp: at, workerId: String(n % 4) } }
  const exchanges = Array.from({ length: EXCHANGES }, (_, i) => exchangeNumber(n * EXCHANGES + i))
  for (const exchange of exchanges) yield attach(1, EVIDENCE_MEDIA_TYPE.exchange, exchange)
  const findings = n % 100 === 0 ? [{ what: 'the other change was overwritten', expected: '3 Harbour View', seen: '14 Alder Close', exchange: exchanges[0]!.id }] : []
  yield attach(2, EVIDENCE_MEDIA_TYPE.check, { name: 'the number is changed once', outcome: findings.length === 0 ? 'passed' : 'failed', findings, exchanges: exchanges.map(({ id }) => id) })
  for (const [step] of STEPS.entries()) yield { testStepFinished: { testCaseStartedId, testStepId: `step-${n}-${step}`, testStepResult: { status: 'PASSED', duration: { seconds: 0, nanos: 12_000_000 + ((n * 7919) % 100) * 1e6 } }, timestamp: at } }
  yield { testCaseFinished: { testCaseStartedId, timestamp: at, willBeRetried: false } }
}

function exchangeNumber(n: number): ExchangeEvidence {
  const [asked, answered] = [bodyNumber(n * 2), bodyNumber(n * 2 + 1)]
  const id = `${(Math.imul(n + 1, 2_654_435_761) >>> 0).toString(16).padStart(8, '0')}-8136-4ca5-ae46-1d97ef59d068`
  return {
    id, direction: n % 3 === 0 ? 'candidate-to-service' : 'harness-to-candidate', service: n % 3 === 0 ? 'pds' : 'candidate', operation: asked ? 'updatePatient' : 'getPatient', startedAt: new Date(Date.UTC(2025, 2, 3, 9) + n * 31).toISOString(), durationMs: 3 + (n % 40),
    request: {
      method: asked ? 'PATCH' : 'GET', url: `https://hub.example/e/1/personal-demographics/FHIR/R4/Patient/999${String(n).padStart(7, '0')}?_count=20&identifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C9990000018`,
      headers: { accept: 'application/fhir+json', authorization: 'Bearer c2VjcmV0LXRva2VuLXRoYXQtaXMtbm90', 'x-request-id': id, 'x-correlation-id': id.replace('8136', 'a136'), 'nhsd-session-urid': '555036632103', 'accept-encoding': 'gzip, deflate', 'user-agent': 'node', ...(asked && { 'content-type': asked.mediaType }) },
      ...(asked && { body: asked.text }),
    },
    response: { status: 200, headers: { 'cache-control': 'no-store', etag: `W/"${n % 9}"`, 'content-type': answered?.mediaType ?? 'text/plain', 'x-request-id': id, date: 'Mon, 03 Mar 2025 09:00:00 GMT', connection: 'keep-alive' }, ...(answered && { body: answered.text }) },
    violations: [],
  }
}
