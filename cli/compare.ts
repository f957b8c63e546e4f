import { parseArgs } from 'node:util'
import { ProblemsError } from '../config/problem.ts'
import { writeComparison } from '../reports/formats/comparison/html.ts'
import { comparisonText } from '../reports/formats/comparison/text.ts'
import { sealNote } from '../reports/formats/format.ts'
import { compareResults } from '../reports/pack/compare.ts'
import { openPack, type Pack } from '../reports/pack/open.ts'
import { visible } from '../reports/visible.ts'
import type { Command } from './command.ts'
import { PACK_OPTIONS, misused, parsed, print, printJson, publicKeysFrom } from './arguments.ts'
import { reportProblems } from './report-problems.ts'

const help = `assay compare: what changed between two runs?

Usage
  assay compare OLD NEW [--html DIR] [--fail-on-regression] [--key FILE] [--json]

Both packs are verified first; one that was touched is not compared. Then: what got better, worse, appeared, vanished or changed, by
requirement and by scenario. Times, ids of runs and exchanges, and the order of things are left out. A failure that is merely no
longer seen (in error, skipped, omitted now) is "changed", never "better".

Options
  --html DIR             writes a page, too: DIR/index.html
  --fail-on-regression   exit with 1 when something got worse, or what had passed vanished
  --key FILE             public key (PEM) of whoever you expect to have signed both packs; repeat for more
  --json                 one JSON document on stdout
  -h, --help             this text

Examples
  assay compare packs/20250301T090000Z-1a2b3c packs/latest
  assay compare release-4.1/ release-4.2/ --html build/compared --fail-on-regression

Exit codes
  0  compared (with --fail-on-regression: and nothing got worse)
  1  something got worse, with --fail-on-regression; or a pack was touched
  2  options, key or a pack cannot be read
  3  a pack is incomplete: what is missing from it is shown, but nothing to rely on
`

export const command: Command = {
  name: 'compare',
  summary: 'what got better or worse between two runs',
  help,
  async run(args) {
    try {
      const options = { ...PACK_OPTIONS, html: { type: 'string' }, 'fail-on-regression': { type: 'boolean', default: false } } as const
      const { positionals, values } = parsed('compare', () => parseArgs({ args, allowPositionals: true, options }))
      const [oldDir, newDir, ...rest] = positionals
      if (oldDir === undefined || newDir === undefined || rest.length > 0) throw misused('compare', `it takes two packs, the old one and the new one; ${positionals.length} were named`)
      const keys = publicKeysFrom(values.key)
      const packs = { old: openPack(oldDir, keys), new: openPack(newDir, keys) }
      const touched = Object.values(packs).filter(({ verification }) => verification.status === 'touched')
      if (touched.length > 0) return refuse(touched, values.json)

      const comparison = compareResults(packs.old.results, packs.new.results)
      const seals = { old: sealNote(packs.old), new: sealNote(packs.new) }
      const page = values.html === undefined ? undefined : writeComparison(comparison, seals, values.html)
      if (values.json) printJson({ ...comparison, seals, ...(page === undefined ? {} : { html: page }) })
      else print([comparisonText(comparison), ...(page === undefined ? [] : ['', `Page  ${page}`])].join('\n'))
      const unsound = Object.values(packs).some(({ verification, results }) => !['valid', 'reckoned-otherwise'].includes(verification.status) || !results.run.complete)
      const otherwise = Object.values(packs).filter(({ verification }) => verification.status === 'reckoned-otherwise')
      for (const { dir } of otherwise) process.stderr.write(visible(`${dir} was not touched, but another version of Assay added it up; what its log adds up to now was compared.`) + '\n')
      if (unsound) process.stderr.write('A pack is incomplete: nothing to rely on. "assay gate" says why.\n')
      if (unsound) return 3
      return values['fail-on-regression'] && comparison.totals.regressions > 0 ? 1 : 0
    } catch (error) {
      if (error instanceof ProblemsError) return reportProblems(error.problems, args.includes('--json'))
      throw error
    }
  },
}

/** Evidence that was touched says nothing, and is compared with nothing. */
function refuse(touched: readonly Pack[], json: boolean): 1 {
  const found = touched.map(({ dir, verification: { status, findings } }) => ({ pack: dir, status, findings }))
  if (json) printJson({ touched: found })
  else process.stderr.write(found.map(({ pack, findings: [first] }) => visible(`${pack} was touched after it was sealed: ${first?.place} ${first?.what}. It is not compared.`)).join('\n') + '\n')
  return 1
}
