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
}

export function gherkinIndex(): GherkinIndex {
  const pickles = new Map<string, Pickle>()
  const features = new Map<string, string>()
  const scenarios = new Map<string, Place>()
  const rows = new Map<string, { line: number; values: string[] }>()
  const keywords = new Map<string, string>()
  const occurrences = new Map<string, number>()

  const learnDocument = ({ uri = '', feature }: GherkinDocument): void => {
    if (feature === undefined) return
    features.set(uri, feature.name)
    const children = feature.children.flatMap((child) => [
      child,
      ...(child.rule?.children ?? []).map((inner) => ({ ...inner, inRule: child.rule?.name })),
    ])
    for (const child of children) {
      for (const step of [...(child.background?.steps ?? []), ...(child.scenario?.steps ?? [])]) keywords.set(step.id, step.keyword.trim())
      if (child.scenario === undefined) continue
      const rule = 'inRule' in child ? child.inRule : undefined
      scenarios.set(child.scenario.id, { line: child.scenario.location.line, name: child.scenario.name, ...(rule === undefined ? {} : { rule }) })
      for (const row of child.scenario.examples.flatMap((examples) => examples.tableBody)) {
        rows.set(row.id, { line: row.location.line, values: row.cells.map(({ value }) => value) })
      }
    }
  }

  /** Two scenarios that are the same in all that an id is made of are told apart by their order. */
  const nextOccurrence = (id: string): number => {
    const seen = occurrences.get(id) ?? 0
    occurrences.set(id, seen + 1)
    return seen
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
      const identity = [file, name, row?.values ?? []] as const
      const tags = pickle.tags.map((tag) => tag.name)
      return {
        scenario: scenarioId(...identity, nextOccurrence(scenarioId(...identity))),
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
