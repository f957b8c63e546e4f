import { parseArgs } from 'node:util'
import { coverage } from '../config/coverage.ts'
import { ProblemsError } from '../config/problem.ts'
import { loadTraceability } from '../config/traceability.ts'
import { FILTER_OPTIONS, matches, wrongFilters, type Filters } from './catalogue/filters.ts'
import { coverageJson, coverageText } from './catalogue/show-coverage.ts'
import { listJson, listText } from './catalogue/show-list.ts'
import type { Command } from './command.ts'

const help = `assay catalogue: the requirements, and what verifies each

Usage
  assay catalogue list [filters]        the requirements, by standard
  assay catalogue coverage [filters]    what stands for them: scenarios, documents, attestations, or nothing

Filters (repeat one to allow several values)
  --standard ID         standard or capability: S56, C13
  --level LEVEL         MUST, SHOULD or MAY
  --area NAME           capabilities, clinical-safety, information-governance, national-services, data-migration,
                        technology, non-functional, service-management, testing
  --verification KIND   automated-api, automated-ui, automated-message, automated-nonfunctional,
                        document-evidence, inspection
  --basis BASIS         verified-text, verified-title, supporting-spec, inferred
  --text WORDS          in the id, the title or the statement
  --profile NAME        only what is in the scope of a profile: tif-core, full, or a file

Options
  --verbose             list: statement, note and source; coverage: every requirement with its scenarios
                        (coverage shows these, too, as soon as there is a filter)
  --catalogue DIR       another catalogue than the one that comes with Assay
  --features DIR        other features than those that come with Assay
  --json                one JSON document on stdout
  -h, --help            this text

Columns of coverage
  automated    at least one scenario verifies it
  attestable   no scenario; a document or a person's word is how it is to be shown
  nothing      a scenario should verify it, and none does

Examples
  assay catalogue list --standard S56
  assay catalogue list --text "nominated pharmacy" --verbose
  assay catalogue coverage
  assay catalogue coverage --profile tif-core --level MUST
  assay catalogue coverage --json | jq '.requirements[] | select(.state == "nothing") | .id'

Exit codes
  0  shown    2  something is wrong with the options, the catalogue or the features: all of it is listed
`

export const command: Command = {
  name: 'catalogue',
  summary: 'list the requirements, and what verifies each',
  help,
  async run(args) {
    const { positionals, values } = parseArguments(args)
    const action = actionOf(positionals)
    const { catalogue, scenarios, profile } = await loadTraceability({
      ...(values.catalogue !== undefined && { catalogue: values.catalogue }),
      ...(values.profile !== undefined && { profile: values.profile }),
      features: action === 'coverage' ? values.features : false,
    })
    const wrong = wrongFilters(values, catalogue)
    if (wrong.length > 0) throw new ProblemsError(wrong)
    const rows = (profile?.requirements ?? catalogue.rows).filter((row) => matches(row, values))
    if (action === 'list') return print(values.json ? listJson(rows, catalogue) : listText(rows, catalogue, values.verbose))
    const covered = coverage(rows, scenarios)
    const detailed = values.verbose || isFiltered(values)
    return print(values.json ? coverageJson(covered, catalogue) : coverageText(covered, catalogue, detailed))
  },
}

interface Options extends Filters {
  profile?: string
  catalogue?: string
  features?: string
  verbose: boolean
  json: boolean
}

function parseArguments(args: string[]): { positionals: string[]; values: Options } {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        ...FILTER_OPTIONS,
        profile: { type: 'string' },
        catalogue: { type: 'string' },
        features: { type: 'string' },
        verbose: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw misused('assay catalogue', error.message)
  }
}

function actionOf(positionals: readonly string[]): 'list' | 'coverage' {
  const [action = 'list', ...rest] = positionals
  if (rest.length > 0) throw misused('assay catalogue', `unexpected ${rest.join(' ')}`)
  if (action === 'list' || action === 'coverage') return action
  throw misused('assay catalogue', `there is no ${action}; list and coverage are what there is`)
}

function misused(place: string, why: string): ProblemsError {
  return new ProblemsError([{ code: 'ASSAY_OPTION_INVALID', what: `Failed to understand the options: ${why}`, place, remedy: 'See `assay catalogue --help`.' }])
}

function isFiltered(values: Options): boolean {
  return values.profile !== undefined || Object.keys(FILTER_OPTIONS).some((name) => values[name as keyof Filters] !== undefined)
}

function print(text: string): 0 {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
  return 0
}
