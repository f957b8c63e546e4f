import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync, crc32 } from 'node:zlib'
import type { ExchangeEvidence, Finding } from '../../config/evidence.ts'
import type { Outcome } from '../../config/outcome.ts'
import type { RequirementFacts } from '../../reports/pack/events.ts'
import { scenarioId } from '../../reports/pack/scenario-id.ts'
import { sealPack } from '../../reports/pack/seal.ts'
import { signerOf } from '../../reports/pack/signer.ts'
import type { Signer } from '../../reports/pack/signer.ts'
import { createPack } from '../../reports/pack/write.ts'
import type { PackWriter } from '../../reports/pack/write.ts'

/** A folder that is gone after the test (or, given `{ after }` of node:test, after the suite). */
export function temporaryFolder(context: { after: (fn: () => void) => void }): string {
  const dir = mkdtempSync(join(tmpdir(), 'assay-pack-'))
  context.after(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

/** Somebody with a key: Ed25519, or ECDSA P-256. */
export function newKey(type: 'ed25519' | 'ec' = 'ed25519'): Signer & { privateKey: KeyObject } {
  const { privateKey } = type === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { privateKey, ...signerOf(privateKey) }
}

/** A clock that moves on by 7 ms whenever somebody looks. */
export function steadyClock(): () => Date {
  let now = Date.parse('2025-03-03T09:00:00.000Z')
  return () => new Date((now += 7))
}

export const CANDIDATE = { name: 'Larkspur GP', version: '4.2.0', drivers: ['api', 'browser'], capabilities: ['C13', 'C14'] }

export const REQUIREMENTS: RequirementFacts[] = [
  {
    id: 'TIF-PDS-01', title: 'Optimistic locking on update', level: 'MUST', standard: 'S56', standardTitle: 'Personal Demographics Service',
    statement: 'An update carries the record version that the last retrieval gave; it succeeds only if nobody changed the record since.',
    area: 'national-services', verification: 'automated-api', basis: 'supporting-spec', source: { name: 'PDS FHIR API', url: 'https://digital.nhs.uk/developer/api-catalogue/personal-demographics-service-fhir' },
  },
  {
    id: 'TIF-PDS-04', title: 'Slow answers', level: 'MUST', standard: 'S56', standardTitle: 'Personal Demographics Service',
    statement: 'A request that the service could not finish in time is sent again as the service asks, unchanged.',
    area: 'national-services', verification: 'automated-message', basis: 'inferred', note: 'The waiting time is our reading.',
  },
  {
    id: 'C13E1', title: 'Patient banner', level: 'MUST', standard: 'C13', standardTitle: 'Patient Information Maintenance - GP',
    statement: 'The patient is identified on every screen that shows their record.', area: 'capabilities', verification: 'automated-ui', basis: 'verified-text',
  },
  {
    id: 'C13E2', title: 'Preferred name', level: 'MAY', standard: 'C13', standardTitle: 'Patient Information Maintenance - GP',
    statement: 'A preferred name can be recorded and is shown.', area: 'capabilities', verification: 'automated-ui', basis: 'verified-title',
  },
  {
    id: 'SAF-07', title: 'Hazard log', level: 'MUST', standard: 'S25', standardTitle: 'Clinical Safety',
    statement: 'The supplier keeps a hazard log.', area: 'clinical-safety', verification: 'document-evidence', basis: 'verified-text',
  },
]

export interface ScenarioPlan {
  name: string
  file?: string
  line?: number
  requirements: string[]
  tags?: string[]
  outcome: Outcome
  reason?: string
  steps?: { keyword: string; text: string; outcome?: Outcome; message?: string; table?: string[][]; docString?: string }[]
  findings?: Finding[]
  exchanges?: ExchangeEvidence[]
  screenshot?: Buffer
  log?: string
}

const update = (id: string, status: number, body: string, rest: Partial<ExchangeEvidence> = {}): ExchangeEvidence => ({
  id, direction: 'candidate-to-service', service: 'pds', operation: 'updatePatient', startedAt: '2025-03-03T09:00:01.250Z', durationMs: 34,
  request: {
    method: 'PATCH', url: 'https://hub.example/e/1/personal-demographics/FHIR/R4/Patient/9990000018',
    headers: { authorization: 'Bearer c2VjcmV0LXRva2Vu', 'content-type': 'application/json-patch+json', 'if-match': 'W/"2"', 'x-request-id': '60e0b220-8136-4ca5-ae46-1d97ef59d068' },
    body: JSON.stringify({ patches: [{ op: 'add', path: '/telecom/-', value: { system: 'phone', use: 'mobile', value: '07700900123' } }] }),
  },
  response: { status, headers: { 'content-type': 'application/fhir+json', etag: 'W/"3"' }, body },
  violations: [],
  ...rest,
})

const CONFLICT = JSON.stringify({
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'structure', details: { coding: [{ code: 'PRECONDITION_FAILED' }] }, diagnostics: 'Invalid update with error - This resource has changed since you last read. Please re-read and try again with the new version number.' }],
})
const PATIENT = JSON.stringify({
  resourceType: 'Patient', id: '9990000018', meta: { versionId: '3' },
  identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990000018' }],
  name: [{ use: 'usual', family: 'Okafor', given: ['Joan'], prefix: ['Mrs'] }], gender: 'female', birthDate: '1961-04-12',
  address: [{ use: 'home', line: ['14 Alder Close', 'Northgate'], postalCode: 'LS1 6AE' }], note: 'x'.repeat(1200),
})

export const PLANS: ScenarioPlan[] = [
  {
    name: 'Somebody else changed the address first', requirements: ['TIF-PDS-01'], tags: ['@negative', '@hazard:HZ-LOST-UPDATE'], outcome: 'failed',
    reason: 'the national record keeps the other change: the other organisation\'s address was overwritten',
    steps: [
      { keyword: 'Given', text: "the receptionist has opened Joan's details" },
      { keyword: 'And', text: 'another organisation has since changed her address nationally', table: [['line', 'postcode'], ['3 Harbour View', 'LS2 9JT']] },
      { keyword: 'When', text: 'the receptionist saves a new mobile number' },
      { keyword: 'Then', text: 'the national record keeps the other organisation\'s address', outcome: 'failed' },
    ],
    findings: [{ what: "the other organisation's address was overwritten", expected: '3 Harbour View, LS2 9JT', seen: '14 Alder Close, LS1 6AE', exchange: 'x-1' }],
    exchanges: [
      update('x-1', 412, CONFLICT, { violations: [{ rule: 'stale-version', detail: 'If-Match was W/"2", the record is at W/"3"', clause: 'PDS FHIR, update patient, If-Match', pointer: 'if-match' }] }),
      update('x-2', 200, PATIENT, { durationMs: 51 }),
    ],
  },
  {
    name: 'The record has not changed', requirements: ['TIF-PDS-01'], outcome: 'passed', exchanges: [update('x-3', 200, PATIENT)],
    steps: [{ keyword: 'When', text: 'the receptionist saves a new mobile number' }, { keyword: 'Then', text: 'the mobile number is changed once' }],
  },
  {
    name: 'The national service is slow, then answers', requirements: ['TIF-PDS-04'], outcome: 'passed', tags: ['@negative'],
    exchanges: [update('x-4', 503, '', { fault: 'slow-update', response: { status: 503, headers: { 'retry-after': '5' } } }), update('x-5', 200, PATIENT)],
    steps: [{ keyword: 'Given', text: 'PDS takes longer than it allows itself' }, { keyword: 'Then', text: 'the same request is sent again after the time PDS asked for' }],
  },
  {
    name: 'The banner names the patient', file: 'features/capabilities/banner.feature', requirements: ['C13E1'], tags: ['@ui'], outcome: 'passed', screenshot: picture(), log: 'viewport 1280 x 800',
    steps: [{ keyword: 'When', text: "Joan's record is opened" }, { keyword: 'Then', text: 'the banner shows OKAFOR, Joan (Mrs)' }],
  },
  {
    name: 'A preferred name is recorded', file: 'features/capabilities/banner.feature', requirements: ['C13E2'], tags: ['@ui'], outcome: 'skipped', reason: 'The candidate does not offer "record a preferred name".',
    steps: [{ keyword: 'When', text: 'the receptionist records the preferred name Jo', outcome: 'skipped' }],
  },
]

/** Writes a pack of scenarios as the recorder would, and closes it. */
export function writePack(dir: string, plans: ScenarioPlan[] = PLANS, { requirements = REQUIREMENTS, ended = true, runId = 'r-2025-03-03', seed = 42, catalogue = 'c'.repeat(64), environment = { assay: '0.1.0', node: '24.0.0' } as object } = {}): PackWriter {
  const pack = createPack(
    dir,
    { runId, seed, profile: 'tif-core', candidate: CANDIDATE, catalogue, environment },
    steadyClock(),
  )
  for (const requirement of requirements) pack.append({ type: 'requirement', requirement })
  const planned = plans.map((plan) => ({ ...plan, file: plan.file ?? 'features/national-services/pds-update.feature' }))
  planned.forEach(({ name, file, line, requirements: ids, tags = [] }, i) => {
    const feature = file.includes('banner') ? 'Knowing who the patient is' : "Changing a patient's details nationally"
    pack.append({ type: 'scenario-selected', scenario: scenarioId(file, name), file, line: line ?? 10 + i * 8, feature, name, tags: [...ids.map((id) => `@req:${id}`), ...tags], requirements: ids })
  })
  for (const plan of planned) writeScenario(pack, plan)
  if (ended) pack.append({ type: 'run-finished', ended: 'completed' })
  pack.close()
  return pack
}

function writeScenario(pack: PackWriter, plan: ScenarioPlan & { file: string }): void {
  const scenario = scenarioId(plan.file, plan.name)
  const steps = plan.steps ?? [{ keyword: 'Then', text: 'it is so' }]
  const last = steps.length - 1
  pack.append({ type: 'scenario-started', scenario, attempt: 0, worker: '0' })
  steps.forEach((step, index) => {
    if (index === last) {
      for (const { request, response, ...exchange } of plan.exchanges ?? []) {
        const bodied = <T extends { body?: string }>({ body, ...head }: T) => ({ ...head, ...(body ? { body: pack.body(body) } : {}) })
        pack.append({ type: 'exchange', scenario, step: index, exchange: { ...exchange, request: bodied(request), ...(response ? { response: bodied(response) } : {}) } })
      }
      if (plan.outcome === 'passed' || plan.outcome === 'failed') {
        const check = { name: step.text, outcome: plan.outcome, findings: plan.findings ?? [], exchanges: (plan.exchanges ?? []).map(({ id }) => id) }
        pack.append({ type: 'check', scenario, step: index, check })
      }
      if (plan.screenshot) pack.append({ type: 'attachment', scenario, step: index, name: 'page', mediaType: 'image/png', body: { blob: pack.blob(plan.screenshot, 'image/png'), bytes: plan.screenshot.length } })
      if (plan.log !== undefined) pack.append({ type: 'log', scenario, step: index, text: plan.log })
    }
    pack.append({ type: 'step-finished', scenario, index, outcome: 'passed', durationMs: 12 + index * 9, ...step })
  })
  const { outcome, reason } = plan
  pack.append({ type: 'scenario-finished', scenario, outcome, durationMs: 87, ...(reason === undefined ? {} : { reason }) })
}

/** Writes and seals a pack with a new key. */
export function sealedPack(dir: string, plans?: ScenarioPlan[], options?: Parameters<typeof writePack>[2]): ReturnType<typeof newKey> & ReturnType<typeof sealPack> {
  writePack(dir, plans, options)
  const key = newKey()
  return { ...key, ...sealPack(dir, key) }
}

/** A real PNG: a calm gradient, standing in for a screenshot. */
export function picture(width = 320, height = 180): Buffer {
  const row = (y: number): number[] => [0, ...Array.from({ length: width }, (_, x) => [220 + ((x * 20) / width), 230, 240 - ((y * 40) / height)]).flat()]
  const chunk = (type: string, data: Buffer): Buffer => {
    const content = Buffer.concat([Buffer.from(type), data])
    const [size, check] = [Buffer.alloc(4), Buffer.alloc(4)]
    size.writeUInt32BE(data.length)
    check.writeUInt32BE(crc32(content))
    return Buffer.concat([size, content, check])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const pixels = Buffer.from(Array.from({ length: height }, (_, y) => row(y)).flat())
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', deflateSync(pixels)), chunk('IEND', Buffer.alloc(0))])
}
