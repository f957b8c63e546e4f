import assert from 'node:assert/strict'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { freePort } from '../../cli/run/embedded.ts'
import { assay, type Ended } from './support/assay.ts'
import { describeCandidate, startExternalCandidate, type Description } from './support/external-candidate.ts'
import { goBetween } from './support/go-between.ts'
import { outcomesOf } from './support/outcomes.ts'
import { RUBBISH } from './support/rubbish.ts'

/** Some scenarios that differ, and none that needs a browser. */
const SCOPE = ['--tags', '@req:TIF-PDS-01 and not @ui', '--shard', '1/2', '--format', 'markdown']

const run = (candidate: Description, file: string, pack: string): Promise<Ended> =>
  assay(['run', '--candidate', file, ...SCOPE, '--out', join(candidate.folder, pack)], candidate.env)

/** Somebody runs this from a terminal: whatever goes wrong, they get sentences. */
const assertNoStack = ({ out, err }: Ended) => assert.doesNotMatch(out + err, /\n\s+at .*\(|node:internal/)

test('a candidate that is down ends the run before it begins, and says where nobody answered', async (context) => {
  const candidate = await describeCandidate(context, `http://127.0.0.1:${await freePort()}`)
  const ended = await run(candidate, candidate.candidateFile, 'pack')
  assert.equal(ended.code, 2)
  assert.match(ended.err, /ASSAY_CANDIDATE_UNREACHABLE/)
  assert.ok(ended.err.includes(candidate.baseUrl))
  assert.match(ended.err, /do: +Start the candidate, or correct the port in baseUrl\./)
  assertNoStack(ended)
})

test('a candidate that takes connections and never answers is not waited for longer than its limit', async (context) => {
  const server = createServer()
  context.after(() => void server.close())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const candidate = await describeCandidate(context, `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const ended = await run(candidate, candidate.describe('hasty.yaml', ({ limits }) => void (limits['requestMs'] = 300)), 'pack')
  assert.equal(ended.code, 2)
  assert.match(ended.err, /ASSAY_CANDIDATE_UNREACHABLE[^]*expected: an HTTP answer within 300 ms[^]*limits\.requestMs/)
  assertNoStack(ended)
})

test('a candidate that answers rubbish fails its scenarios, one after the other, whatever the rubbish', async (context) => {
  const kinds = ['is larger than anybody reads', 'has texts for lists', 'is half of a JSON document', 'is an HTML page', 'redirects for ever', 'never answers']
  let next = 0
  const meddle = goBetween(context, (incoming, outgoing) => {
    if (!incoming.url?.startsWith('/FHIR/')) return false
    RUBBISH[kinds[next++ % kinds.length]!]!(outgoing)
    return true
  })
  const candidate = await startExternalCandidate(context, { before: meddle })
  const ended = await run(candidate, candidate.describe('hasty.yaml', ({ limits }) => void (limits['requestMs'] = 1500)), 'pack')
  assert.equal(ended.code, 1, ended.err + ended.out)
  const outcomes = outcomesOf(join(candidate.folder, 'pack'))
  assert.ok(outcomes.length >= 2)
  for (const { name, outcome, reason = '' } of outcomes) {
    assert.equal(outcome, 'failed', `${name}: ${reason}`)
    assert.match(reason, /CandidateFault: The candidate('s answer| could not be asked| refused)/, name)
  }
  assertNoStack(ended)
})

test('a candidate whose clock cannot be put back has failed: the scenario is over, but the fault is not the harness\'s', async (context) => {
  let asked = 0
  const meddle = goBetween(context, (incoming, outgoing) => {
    if (incoming.url !== '/test-aids/clock' || ++asked === 1) return false
    RUBBISH['refuses without a body']!(outgoing)
    return true
  })
  const candidate = await startExternalCandidate(context, { before: meddle })
  const pack = join(candidate.folder, 'pack')
  const ended = await assay(['run', '--candidate', candidate.candidateFile, '--tags', '@req:TIF-IG-WORK-01 and @serial and @api', '--shard', '1/3', '--format', 'markdown', '--out', pack], candidate.env)
  assert.equal(ended.code, 1, ended.err + ended.out)
  assert.match(outcomesOf(pack)[0]?.reason ?? '', /^the clock of the candidate can be put back: The candidate did not move its clock/)
  assertNoStack(ended)
})

test('a candidate that dies half-way fails what is left, and the run goes on to its end', async (context) => {
  let asked = 0
  let die = (): void => undefined
  const meddle = goBetween(context, (incoming) => {
    if (incoming.url?.startsWith('/FHIR/') && ++asked === 12) die()
    return false
  })
  const candidate = await startExternalCandidate(context, { before: meddle })
  die = () => candidate.kill()
  const ended = await run(candidate, candidate.candidateFile, 'pack')
  assert.equal(ended.code, 1, ended.err + ended.out)
  const outcomes = outcomesOf(join(candidate.folder, 'pack')).map(({ outcome }) => outcome)
  assert.deepEqual([...new Set(outcomes)].sort(), ['failed', 'passed'])
  assert.equal(outcomes.at(-1), 'failed')
  assertNoStack(ended)
})
