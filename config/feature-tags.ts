import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AstBuilder, compile, dialects, Errors, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin'
import { IdGenerator, type Examples, type GherkinDocument, type Location, type Pickle, type Scenario, type Tag } from '@cucumber/messages'
import { byNumber } from './by-number.ts'
import { displayPath } from './display-path.ts'
import type { Problem } from './problem.ts'
import { findMistagged } from './tag-rules.ts'
import type { TaggedScenario } from './tagged-scenario.ts'

export type { TaggedScenario } from './tagged-scenario.ts'

/** The scenarios of a folder, and what is wrong with their files. */
export interface FeatureTags {
  scenarios: TaggedScenario[]
  problems: Problem[]
}

/** The features that ship with Assay. */
export const FEATURES_FOLDER = fileURLToPath(new URL('../features', import.meta.url))

/** Reads every `.feature` file below a folder; never throws for what is wrong inside one. */
export function readFeatureTags(folder: string = FEATURES_FOLDER): FeatureTags {
  const scenarios: TaggedScenario[] = []
  const problems: Problem[] = []
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.feature')).sort() : []
  for (const name of files) {
    const file = join(folder, name)
    const read = readFeature(readFileSync(file, 'utf8'), file)
    scenarios.push(...read.scenarios)
    problems.push(...[...read.problems, ...findMistagged(read.scenarios)].sort((left, right) => byNumber(left.place, right.place)))
  }
  if (files.length === 0) {
    problems.push({
      code: 'ASSAY_FEATURE_EMPTY',
      what: 'Failed to read the features: there is no .feature file in the folder',
      place: displayPath(folder),
      remedy: 'Name the folder that holds the features.',
    })
  }
  return { scenarios, problems }
}

function readFeature(text: string, file: string): FeatureTags {
  const newId = IdGenerator.incrementing()
  let document: GherkinDocument
  try {
    document = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher()).parse(text)
    document.uri = file
  } catch (error) {
    return { scenarios: [], problems: syntaxProblems(error, file) }
  }
  const feature = document.feature
  const defined = [...definitions(feature?.children ?? [])]
  if (!feature || defined.length === 0) return { scenarios: [], problems: [neverRuns(file, feature?.location.line ?? 1, 'the file holds no scenario')] }

  const pickles = compile(document, file, newId)
  const tagLines = new Map(allTags(document).map(({ id, location }) => [id, location.line]))
  const problems: Problem[] = []
  const scenarios: TaggedScenario[] = []
  const lineOfName = new Map<string, number>()
  for (const scenario of defined) {
    const line = scenario.location.line
    const earlier = lineOfName.get(scenario.name)
    if (earlier === undefined) lineOfName.set(scenario.name, line)
    else problems.push(sameName(file, scenario, earlier))
    const runs = pickles.filter((pickle) => pickle.astNodeIds[0] === scenario.id)
    if (runs.length === 0 || isOutlineWithoutExamples(scenario, feature.language)) {
      problems.push(neverRuns(file, line, `"${scenario.name}" is an outline without examples`))
    }
    if (scenario.steps.length === 0) problems.push(neverRuns(file, line, `"${scenario.name}" has no steps`))
    for (const alike of Map.groupBy(runs, (run) => run.tags.map(({ name }) => name).join(' ')).values()) {
      scenarios.push(taggedScenario(feature.name, file, scenario, alike, tagLines))
    }
  }
  return { scenarios, problems }
}

/** Gherkin takes it for a plain scenario, and would run it once with the names of its parameters for values. */
function isOutlineWithoutExamples({ keyword, examples }: Scenario, language: string): boolean {
  return examples.length === 0 && (dialects[language]?.scenarioOutline.includes(keyword) ?? false)
}

function taggedScenario(feature: string, file: string, scenario: Scenario, runs: readonly Pickle[], tagLines: ReadonlyMap<string, number>): TaggedScenario {
  const line = scenario.location.line
  const tags = (runs[0]?.tags ?? []).map(({ name, astNodeId }) => ({ name, line: tagLines.get(astNodeId) ?? line }))
  const requirements = tags.filter(({ name }) => name.startsWith('@req:')).map(({ name }) => name.slice('@req:'.length))
  return { feature, name: scenario.name, file, line, tags, requirements: [...new Set(requirements)], runs: runs.map(({ location }) => location?.line ?? line) }
}

type Children = readonly { scenario?: Scenario; rule?: { children: readonly { scenario?: Scenario }[] } }[]

function* definitions(children: Children): Generator<Scenario> {
  for (const { scenario, rule } of children) {
    if (scenario) yield scenario
    if (rule) yield* definitions(rule.children)
  }
}

function allTags(document: GherkinDocument): Tag[] {
  const feature = document.feature
  if (!feature) return []
  const rules = feature.children.flatMap(({ rule }) => rule?.tags ?? [])
  const scenarios = [...definitions(feature.children)]
  return [...feature.tags, ...rules, ...scenarios.flatMap((one) => [...one.tags, ...one.examples.flatMap((table: Examples) => table.tags)])]
}

function syntaxProblems(error: unknown, file: string): Problem[] {
  const errors: unknown[] = error instanceof Errors.CompositeParserException ? error.errors : [error]
  return errors.map((one) => {
    // Only the parser's own errors have a location; anything else is a fault of ours and must not pass for one of the file.
    if (!(one instanceof Errors.GherkinException)) throw one
    const location = one.location as Location | undefined
    return {
      code: 'ASSAY_FEATURE_SYNTAX',
      what: `Failed to read the feature: ${one.message.replace(/^\(\d+:\d+\): /, '')}`,
      place: `${displayPath(file)}:${location?.line ?? 1}`,
      remedy: 'Mend the Gherkin on this line.',
    }
  })
}

function neverRuns(file: string, line: number, why: string): Problem {
  return {
    code: 'ASSAY_FEATURE_EMPTY',
    what: `Failed to find anything to run: ${why}`,
    place: `${displayPath(file)}:${line}`,
    remedy: 'Complete it, or remove it.',
  }
}

function sameName(file: string, scenario: Scenario, earlier: number): Problem {
  return {
    code: 'ASSAY_FEATURE_DUPLICATE_NAME',
    what: `Failed to tell two scenarios apart: both are named "${scenario.name}"`,
    place: `${displayPath(file)}:${scenario.location.line}`,
    seen: `already at line ${earlier}`,
    remedy: 'Rename one: results are compared between runs by file and name.',
  }
}
