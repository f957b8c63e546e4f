import assert from 'node:assert/strict'
import { FORMATS } from '../../reports/formats/index.ts'
import { decide } from '../../reports/gate/decide.ts'
import type { Decision } from '../../reports/gate/decide.ts'
import { loadPolicy } from '../../reports/gate/policy.ts'
import { openPack } from '../../reports/pack/open.ts'
import type { Pack } from '../../reports/pack/open.ts'
import { PLANS, REQUIREMENTS, sealedPack } from './fixture.ts'
import type { ScenarioPlan } from './fixture.ts'

/** What a candidate may send to whoever reads a report. */
export const HOSTILE = [
  '</script><script>window.owned=1</script>',
  '<img src=x onerror="window.owned=2">',
  '"><svg onload=window.owned=3>',
  "' onmouseover='window.owned=4",
  '`${window.owned=5}`',
  '<style>body{display:none}</style>',
  '<iframe srcdoc="<script>parent.owned=6</script>"></iframe>',
  '<base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example">',
  '<a href="javascript:window.owned=7">click</a>',
  'safe\u202eelif.exe\u0000\u001b[31m]]>&amp;&#60;',
  '{{constructor.constructor("window.owned=8")()}}',
  '[click](javascript:window.owned=9) ![](https://evil.example/x.png) | @everyone # `code`',
].join('\n')

export const hostilePlan: ScenarioPlan = {
  name: HOSTILE, requirements: ['TIF-PDS-01', HOSTILE], tags: [HOSTILE], outcome: 'failed', reason: HOSTILE, log: HOSTILE,
  steps: [{ keyword: HOSTILE, text: HOSTILE, outcome: 'failed', message: HOSTILE, table: [[HOSTILE]], docString: HOSTILE }],
  findings: [{ what: HOSTILE, expected: HOSTILE, seen: HOSTILE, exchange: 'x' }],
  exchanges: [
    {
      id: 'x', direction: 'candidate-to-service', service: HOSTILE, operation: HOSTILE, startedAt: '2025-03-03T09:00:00Z', durationMs: 1, fault: HOSTILE,
      request: { method: HOSTILE, url: `https://x/${HOSTILE}?a=${HOSTILE}`, headers: { [HOSTILE]: HOSTILE }, body: JSON.stringify({ [HOSTILE]: HOSTILE }) },
      response: { status: 200, headers: { 'content-type': 'text/html' }, body: HOSTILE },
      violations: [{ rule: HOSTILE, detail: HOSTILE, clause: HOSTILE, pointer: HOSTILE }],
    },
  ],
  screenshot: Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" onload="window.owned=10"/>`),
}

export function hostilePack(dir: string): Pack {
  const [first = assert.fail()] = REQUIREMENTS
  const requirement = { ...first, id: '../../../etc/passwd', title: HOSTILE, statement: HOSTILE, standard: HOSTILE, standardTitle: HOSTILE, area: HOSTILE, note: HOSTILE, source: { name: HOSTILE, url: 'javascript:window.owned=11' } }
  sealedPack(dir, [...PLANS, hostilePlan], { requirements: [...REQUIREMENTS, requirement] })
  return openPack(dir)
}

/** Renders one format as `assay report` does, with a decision (by default one of a hostile policy); returns what to open first. */
export const render = async (pack: Pack, name: string, out: string, given?: Decision): Promise<string> => {
  const { format } = await (FORMATS[name] ?? assert.fail(name))()
  const decision = given ?? decide(pack.results, { ...loadPolicy(), title: HOSTILE }, { now: new Date('2026-01-01'), verification: pack.verification })
  return (await format.render(pack, out, { decision })).entry
}
