import { parseArgs } from 'node:util'
import { ProblemsError } from '../config/problem.ts'
import { tryOut } from '../reports/pack/external-signer.ts'
import { signingKey } from '../reports/pack/keys.ts'
import { mergePacks } from '../reports/pack/merge.ts'
import type { Command } from './command.ts'
import { PACK_OPTIONS, misused, parsed, print, printJson, publicKeysFrom } from './arguments.ts'
import { SIGNER_HELP, SIGNER_OPTIONS, externalSignerFrom } from './external-signer.ts'
import { reportProblems } from './report-problems.ts'
import { newRunId } from './run/pack-folder.ts'
import { countedText } from './run/summary.ts'

const help = `assay merge: one pack from the packs of all shards of a run

Usage
  assay merge PACK... --out DIR [--key FILE] [--signer COMMAND --signer-key FILE] [--json]

The parts are verified first. They have to be whole, and alike in seed, profile, selection, catalogue, features, harness and
candidate; each shard of the division has to be there once. Whatever stands against it is named, and then nothing is written.
The merged pack adds up to what the run would have come to undivided, is sealed with the key of this folder (or by --signer), and keeps the seals
of its parts.

Options
  --out DIR            folder for the merged pack
  --key FILE           public key (PEM) of whoever you expect to have signed each of the parts; repeat for more
${SIGNER_HELP}
  --json               one JSON document on stdout
  -h, --help           this text

Examples
  assay run --shard 1/3 --out shards/1    (and 2/3, 3/3, on machines of their own)
  assay merge shards/1 shards/2 shards/3 --out merged
  assay gate merged

Exit codes
  0  merged and sealed; what it came to is for \`assay gate\`
  2  the parts are not the shards of one run, or options, key or a pack cannot be read
`

export const command: Command = {
  name: 'merge',
  summary: 'join the packs of shards into one',
  help,
  async run(args) {
    try {
      const { positionals, values } = parsed('merge', () => parseArgs({ args, allowPositionals: true, options: { ...PACK_OPTIONS, ...SIGNER_OPTIONS, out: { type: 'string' } } }))
      if (positionals.length === 0) throw misused('merge', 'no pack was named')
      if (values.out === undefined) throw misused('merge', '--out is missing: where should the merged pack go?')
      const external = externalSignerFrom('merge', values)
      const key = external === undefined ? signingKey() : tryOut(external)
      const { seal, results } = await mergePacks(positionals, values.out, { runId: newRunId(new Date()), key, trusted: publicKeysFrom(values.key) })
      if (values.json) printJson({ pack: values.out, parts: positionals, seal, totals: results.totals })
      else print([`MERGED  ${values.out}, of ${positionals.length} shards`, `  scenarios     ${countedText(results.totals.scenarios)}`, `  requirements  ${countedText(results.totals.requirements)}`, `  seal          ${seal.digest}`].join('\n'))
      return 0
    } catch (error) {
      if (error instanceof ProblemsError) return reportProblems(error.problems, args.includes('--json'))
      throw error
    }
  },
}
