import { displayPath } from './display-path.ts'
import { INTERFACES, isInterface } from './interfaces.ts'
import type { Problem } from './problem.ts'
import type { TaggedScenario } from './tagged-scenario.ts'

/** What a tag may be; nothing else is encoded in tags. */
const FAMILIES = ['@req:', '@capability:', '@service:', '@interface:', '@hazard:'] as const
const INTERFACE = '@interface:'
const MARKS = ['@negative', '@serial', '@waits', '@ui', '@api'] as const

/** Scenarios without a requirement, and tags of no known family. A tag of a whole feature is reported once. */
export function findMistagged(scenarios: readonly TaggedScenario[]): Problem[] {
  const problems: Problem[] = []
  const reported = new Set<string>()
  for (const { name: scenario, file, line, tags, requirements } of scenarios) {
    if (requirements.length === 0) {
      problems.push({
        code: 'ASSAY_FEATURE_NO_REQUIREMENT',
        what: `Failed to tie "${scenario}" to a requirement: it carries no @req: tag`,
        place: `${displayPath(file)}:${line}`,
        expected: 'one @req:<id> or more, on the scenario, its rule or its feature',
        remedy: 'Say which requirement the scenario verifies; `assay catalogue list --text WORD` finds ids.',
      })
    }
    for (const tag of tags) {
      const place = `${displayPath(file)}:${tag.line}`
      if (isKnownTag(tag.name) || reported.has(`${place} ${tag.name}`)) continue
      reported.add(`${place} ${tag.name}`)
      problems.push({
        code: 'ASSAY_FEATURE_UNKNOWN_TAG',
        what: `Failed to understand the tag ${tag.name}`,
        place,
        expected: [...FAMILIES.map((family) => `${family}${family === INTERFACE ? INTERFACES.join(' or ') : '<id>'}`), ...MARKS].join(', '),
        remedy: 'Correct the tag or remove it.',
      })
    }
  }
  return problems
}

/**
 * Scenarios that speak for a requirement or a capability nobody knows.
 *
 * @param known what the catalogue holds; ids alone will do, so that a catalogue with mistakes can still be held against the features
 */
export function findUnknownTags(scenarios: readonly TaggedScenario[], known: { ids: ReadonlySet<string>; standards: ReadonlySet<string> }): Problem[] {
  const problems = new Map<string, Problem>()
  for (const { file, tags } of scenarios) {
    for (const { name, line } of tags) {
      const place = `${displayPath(file)}:${line}`
      const value = name.slice(name.indexOf(':') + 1)
      if (name.startsWith('@req:') && !known.ids.has(value)) {
        problems.set(`${place} ${name}`, {
          code: 'ASSAY_FEATURE_UNKNOWN_REQUIREMENT',
          what: `Failed to match ${name} to a requirement: the catalogue has no ${value}`,
          place,
          remedy: 'Correct the id; `assay catalogue list --text WORD` finds it.',
        })
      }
      if (name.startsWith('@capability:') && !known.standards.has(value)) {
        problems.set(`${place} ${name}`, {
          code: 'ASSAY_FEATURE_UNKNOWN_TAG',
          what: `Failed to match ${name} to a capability: the catalogue has no ${value}`,
          place,
          remedy: 'Use the id of a capability, such as @capability:C13.',
        })
      }
    }
  }
  return [...problems.values()]
}

function isKnownTag(tag: string): boolean {
  if (tag.startsWith(INTERFACE)) return isInterface(tag.slice(INTERFACE.length))
  return MARKS.some((mark) => mark === tag) || FAMILIES.some((family) => tag.startsWith(family) && tag.length > family.length)
}
