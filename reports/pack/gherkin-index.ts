import type { Envelope, GherkinDocument, Pickle, PickleStep } from '@cucumber/messages'
import type { ScenarioFacts } from './events.ts'
import { scenarioId } from './scenario-id.ts'

/** What feature files say, kept so that a pickle can be traced back to its feature, rule, keyword and example row. */
export interface GherkinIndex {
  learn: (envelope: Envelope) => void
  pickle: (id: string) => Pickle | undefined
  facts: (pickle: Pickle) => ScenarioFacts
  keyword: (step: PickleStep) => string
}

interface Place {
  line: number
  name: string
  rule?: string
  /** How many scenarios of the file that are the same in all that an id is made of stand before it. */
  occurrence: number
}

export function gherkinIndex(): GherkinIndex {
  const pickles = new Map<string, Pickle>()
  const features = new Map<string, string>()
  const scenarios = new Map<string, Place>()
  const rows = new Map<string, { line: number; values: string[]; occurrence: number }>()
  const keywords = new Map<string, string>()

  const learnDocument = ({ uri = '', feature }: GherkinDocument): void => {
    if (feature === undefined) return
    features.set(uri, feature.name)
    const occurrences = new Map<string, number>()
    // Counted in the file, not among those that are run: a shard, or what a resumed run has left, must find the same ids.
    const occurrenceOf = (name: string, values: string[]): number => {
      const key = JSON.stringify([name, values])
      const seen = occurrences.get(key) ?? 0
      occurrences.set(key, seen + 1)
      return seen
    }
    const children = feature.children.flatMap((child) => [
      child,
      ...(child.rule?.children ?? []).map((inner) => ({ ...inner, inRule: child.rule?.name })),
    ])
    for (const child of children) {
      for (const step of [...(child.background?.steps ?? []), ...(child.scenario?.steps ?? [])]) keywords.set(step.id, step.keyword.trim())
      if (child.scenario === undefined) continue
      const rule = 'inRule' in child ? child.inRule : undefined
      const { id, name, location } = child.scenario
      const tableRows = child.scenario.examples.flatMap((examples) => examples.tableBody)
      scenarios.set(id, { line: location.line, name, occurrence: tableRows.length > 0 ? 0 : occurrenceOf(name, []), ...(rule === undefined ? {} : { rule }) })
      for (const row of tableRows) {
        const values = row.cells.map(({ value }) => value)
        rows.set(row.id, { line: row.location.line, values, occurrence: occurrenceOf(name, values) })
      }
    }
  }

  return {
    learn: ({ gherkinDocument, pickle }) => {
      if (gherkinDocument !== undefined) learnDocument(gherkinDocument)
      if (pickle !== undefined) pickles.set(pickle.id, pickle)
    },
    pickle: (id) => pickles.get(id),
    keyword: (step) => step.astNodeIds.map((id) => keywords.get(id)).find((keyword) => keyword !== undefined) ?? '*',
    facts: (pickle) => {
      const place = pickle.astNodeIds.map((id) => scenarios.get(id)).find((found) => found !== undefined)
      const row = pickle.astNodeIds.map((id) => rows.get(id)).find((found) => found !== undefined)
      const file = pickle.uri.replaceAll('\\', '/')
      const name = place?.name ?? pickle.name
      const tags = pickle.tags.map((tag) => tag.name)
      return {
        scenario: scenarioId(file, name, row?.values, (row ?? place)?.occurrence),
        file,
        line: row?.line ?? place?.line ?? 0,
        feature: features.get(pickle.uri) ?? '',
        ...(place?.rule === undefined ? {} : { rule: place.rule }),
        name: row !== undefined && pickle.name === name ? `${name} (${row.values.join(', ')})` : pickle.name,
        tags,
        requirements: [...new Set(tags.filter((tag) => tag.startsWith('@req:')).map((tag) => tag.slice('@req:'.length)))],
      }
    },
  }
}
