import { parseArgs } from 'node:util'
import { ProblemsError } from '../config/problem.ts'
import { loadAttestations } from '../reports/gate/attestation-file.ts'
import { decide } from '../reports/gate/decide.ts'
import { explain } from '../reports/gate/explain.ts'
import { loadPolicy } from '../reports/gate/policy.ts'
import { openPack } from '../reports/pack/open.ts'
import { openBaseline } from './baseline.ts'
import type { Command } from './command.ts'
import { PACK_OPTIONS, onlyPack, parsed, print, printJson, publicKeysFrom } from './arguments.ts'
import { reportProblems } from './report-problems.ts'

const help = `assay gate: does a run meet a policy?

Usage
  assay gate PACK [--policy NAME|FILE] [--baseline PACK] [--attestations FILE] [--key FILE] [--json]

The pack is verified first: a pack that was touched never meets a policy. Each rule is explained with what it rests on. A policy file
holds all requirements of some levels to its rules, those of single areas, standards and levels to further ones, and durations to budgets
(docs/pack.md).

Options
  --policy NAME|FILE   default (no failed MUST, no errors), strict (besides, no automatable MUST untested), or a YAML file
  --baseline PACK      an earlier run: nothing may be worse than in it, unless the policy's rule "regressions" allows some
  --attestations FILE  what people vouch for or accept (attestations.yaml, docs/pack.md); the policy says what of it counts
  --key FILE           public key (PEM) of whoever you expect to have signed the pack, and the baseline; repeat for more
  --json               one JSON document on stdout
  -h, --help           this text

Examples
  assay gate packs/latest
  assay gate packs/latest --policy strict --json
  assay gate packs/latest --baseline release-4.1/
  assay gate packs/latest --policy release-policy.yaml --attestations attestations.yaml && ./release.sh

Exit codes
  0  the run meets the policy
  1  it does not, or the pack was touched
  2  the harness or the set-up broke during the run, or policy, key or pack cannot be read
  3  nothing was run, or the pack is incomplete
`

export const command: Command = {
  name: 'gate',
  summary: 'decide whether a run meets a policy',
  help,
  async run(args) {
    try {
      const options = { ...PACK_OPTIONS, policy: { type: 'string' }, baseline: { type: 'string' }, attestations: { type: 'string' } } as const
      const { positionals, values } = parsed('gate', () => parseArgs({ args, allowPositionals: true, options }))
      if (values.help) {
        print(help)
        return 0
      }
      const policy = loadPolicy(values.policy)
      const attestations = values.attestations === undefined ? undefined : loadAttestations(values.attestations)
      const keys = publicKeysFrom(values.key)
      const { dir, results, verification, run } = openPack(onlyPack('gate', positionals), keys)
      const decision = decide(results, policy, { now: new Date(), verification, baseline: openBaseline(values.baseline, keys), attestations, run })
      if (values.json) printJson({ pack: dir, ...decision })
      else print(explain(decision, results))
      return decision.exitCode
    } catch (error) {
      if (error instanceof ProblemsError) return reportProblems(error.problems, args.includes('--json'))
      throw error
    }
  },
}
