import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ProblemsError } from '../config/problem.ts'
import { FORMATS } from '../reports/formats/index.ts'
import { loadAttestations } from '../reports/gate/attestation-file.ts'
import { decide } from '../reports/gate/decide.ts'
import { loadPolicy } from '../reports/gate/policy.ts'
import { openPack } from '../reports/pack/open.ts'
import { visible } from '../reports/visible.ts'
import { openBaseline } from './baseline.ts'
import type { Command } from './command.ts'
import { PACK_OPTIONS, onlyPack, parsed, print, printJson, publicKeysFrom } from './arguments.ts'
import { reportProblems } from './report-problems.ts'

const help = `assay report: show an evidence pack

Usage
  assay report PACK [--format NAME,...] [--out DIR] [--policy NAME|FILE] [--baseline PACK] [--attestations FILE] [--key FILE] [--json]

Formats
  html       pages for a reviewer, offline: index.html
  pdf        decision, requirements and what failed, tagged, with contents: report.pdf (needs a browser)
  junit      JUnit XML for CI systems: junit.xml
  allure     Allure results and report: allure-results/, allure/index.html
  markdown   summary for a CI job page, the failures first: summary.md
  rtm        requirement traceability matrix for a submission: rtm.xlsx, rtm.csv
  oscal      OSCAL assessment results: oscal-assessment-results.json
  fhir       FHIR R4 Bundle with a TestReport a feature: fhir-test-reports.json
  sarif      SARIF for code scanning, what failed at its line in the feature file: assay.sarif
  sbom       CycloneDX 1.6 of the harness as it ran: sbom.cdx.json
  durations  how long each scenario took, for assay run --durations: durations.json

Everything is rendered from the evidence alone, as often as you like. The pack is verified first; a report of a pack that was touched says
so on every page.

Options
  --format NAME,...    which formats (default: html)
  --out DIR            where to (default: report/ in the pack)
  --policy NAME|FILE   policy for the decision on the front page: default, strict, or a YAML file
  --baseline PACK      an earlier run, for the decision: nothing may be worse than in it
  --attestations FILE  what people vouch for or accept, for the decision; the policy says what of it counts
  --key FILE           public key (PEM) of whoever you expect to have signed the pack; repeat for more
  --json               one JSON document on stdout
  -h, --help           this text

Examples
  assay report packs/latest
  assay report packs/latest --format html,junit,markdown --out build/assay
  assay report submission/ --key supplier-public-key.pem --policy strict --out review/

Exit codes
  0  rendered
  2  options, policy, key or pack cannot be read
`

export const command: Command = {
  name: 'report',
  summary: 'render an evidence pack: html, pdf, junit, allure, markdown, rtm, oscal, fhir, sarif, sbom, durations',
  help,
  async run(args) {
    try {
      const options = { ...PACK_OPTIONS, format: { type: 'string', default: 'html' }, out: { type: 'string' }, policy: { type: 'string' }, baseline: { type: 'string' }, attestations: { type: 'string' } } as const
      const { positionals, values } = parsed('report', () => parseArgs({ args, allowPositionals: true, options }))
      if (values.help) {
        print(help)
        return 0
      }
      const names = formatNames(values.format)
      const policy = loadPolicy(values.policy)
      const attestations = values.attestations === undefined ? undefined : loadAttestations(values.attestations)
      const keys = publicKeysFrom(values.key)
      const pack = openPack(onlyPack('report', positionals), keys)
      const out = resolve(values.out ?? join(pack.dir, 'report'))
      const decision = decide(pack.results, policy, { now: new Date(), verification: pack.verification, baseline: openBaseline(values.baseline, keys), attestations, run: pack.run })
      if (pack.verification.status !== 'valid') warn(pack.verification)

      const rendered: { format: string; entry: string; files: number }[] = []
      for (const name of names) {
        const { format } = await (FORMATS[name] ?? unreachable(name))()
        rendered.push({ format: name, ...(await format.render(pack, out, { decision })) })
      }
      if (values.json) printJson({ pack: pack.dir, status: pack.verification.status, decision: decision.decision, rendered })
      else print(rendered.map(({ format, entry }) => `${format.padEnd(9)} ${entry}`).join('\n'))
      return 0
    } catch (error) {
      if (error instanceof ProblemsError) return reportProblems(error.problems, args.includes('--json'))
      throw error
    }
  },
}

/** @throws ProblemsError that names every format that there is not */
function formatNames(list: string): string[] {
  const names = [...new Set(list.split(',').map((name) => name.trim()).filter((name) => name !== ''))]
  const unknown = names.filter((name) => !Object.hasOwn(FORMATS, name))
  if (names.length > 0 && unknown.length === 0) return names
  throw new ProblemsError([
    {
      code: 'ASSAY_REPORT_UNKNOWN_FORMAT',
      what: 'Failed to choose a format.',
      place: '--format',
      seen: unknown.join(', ') || 'nothing',
      expected: Object.keys(FORMATS).join(', '),
      remedy: 'Name one or more of these, with commas between them.',
    },
  ])
}

function unreachable(name: string): never {
  throw new Error(`no format ${name}`)
}

function warn({ status, findings }: { status: string; findings: readonly { place: string; what: string }[] }): void {
  const [first] = findings
  process.stderr.write(visible(`The pack is ${status}: ${first === undefined ? '' : `${first.place} ${first.what}`}. The report says so.`) + '\n')
}
