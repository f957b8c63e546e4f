import { loadSupport, runCucumber } from '@cucumber/cucumber/api'
import type { IRunOptions, ISupportCodeLibrary } from '@cucumber/cucumber/api'
import type { Envelope } from '@cucumber/messages'
import { relative } from 'node:path'
import { Writable } from 'node:stream'
import type { TaggedScenario } from '../../config/feature-tags.ts'
import type { RunSetup } from '../../steps/support/setup.ts'
import { beginSelection, noteSelection } from '../../steps/support/side-by-side.ts'
import { ROOT } from '../paths.ts'
import { matchQuickly } from './match-quickly.ts'

export interface ScenarioRun {
  setup: RunSetup
  /** What to run, as `features/x.feature:12`. */
  paths: string[]
  /** 1 runs in this thread; more are worker threads. */
  workers: number
  /** `defined`, `random` or `random:<seed>`. */
  order?: string
  /** The step definitions, of `loadSteps`. */
  support: ISupportCodeLibrary
  onMessage(envelope: Envelope): void
}

/** Where the step definitions are, below the root. */
const STEP_FILES = ['steps/support/parameter-types.ts', 'steps/hooks.ts', 'steps/*.steps.ts']

/** Loads the step definitions; once is enough for any number of runs in this process. */
export const loadSteps = async (): Promise<ISupportCodeLibrary> =>
  matchQuickly(await loadSupport({ sources: { defaultDialect: 'en', paths: ['features'], names: [], tagExpression: '', order: 'defined' }, support: { importPaths: STEP_FILES } }, { cwd: ROOT }))

/** Runs scenarios through cucumber. What happens comes out as messages; cucumber itself prints nothing. */
export async function runScenarios({ setup, paths, workers, order, support, onMessage }: ScenarioRun): Promise<void> {
  beginSelection({ shared: setup.shared })
  const messages: string[] = []
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      messages.push(String(chunk))
      done()
    },
  })
  const options = {
    sources: { defaultDialect: 'en', paths, names: [], tagExpression: '', order: order ?? 'defined' },
    support,
    runtime: {
      dryRun: false,
      failFast: false,
      filterStacktraces: true,
      parallel: workers > 1 ? workers : 0,
      retry: 0,
      retryTagFilter: '',
      strict: true,
      worldParameters: { setup: setup as never },
    },
    formats: { stdout: 'summary', files: {}, publish: false, options: {} },
  } as unknown as IRunOptions
  await runCucumber(options, { cwd: ROOT, stdout: sink, stderr: sink }, (envelope) => {
    noteSelection(envelope)
    onMessage(envelope)
  })
}

/** The share of synthetic patients of each scenario: its place among all of them, whichever are run. */
export function ordinalsOf(scenarios: readonly TaggedScenario[]): Record<string, number> {
  const keys = scenarios.map(locationOf).sort()
  return Object.fromEntries(keys.map((key, ordinal) => [key, ordinal]))
}

/** `features/x.feature:12`, as cucumber names it. */
export function locationOf(scenario: TaggedScenario): string {
  return `${relative(ROOT, scenario.file)}:${scenario.line}`
}
