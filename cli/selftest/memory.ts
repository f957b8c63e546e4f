import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Proof, ProvenScenario } from './prove.ts'

/**
 * Which defect failed which scenarios when somebody last looked: one pair for each scenario and for each defect.
 *
 * Only the order in which pairs are tried hangs on it, never the verdict: every pair is tried anew each time, and what no
 * longer holds costs time and nothing else. Scenarios are named by feature and title, for lines move with every change.
 */
export type Memory = Record<string, string[]>

const FILE = fileURLToPath(new URL('memory.json', import.meta.url))

export const readMemory = (): Memory => JSON.parse(readFileSync(FILE, 'utf8')) as Memory

export const writeMemory = (memory: Memory): void => writeFileSync(FILE, `${JSON.stringify(memory, null, 1)}\n`)

/** What scenarios are called in the memory, by path. The rows of an outline have one title: they are counted. */
export function namesOf(scenarios: readonly ProvenScenario[]): Map<string, string> {
  const rows = new Map<string, number>()
  return new Map(
    scenarios.map(({ path, name }) => {
      const title = `${path.replace(/:\d+$/, '')}: ${name}`
      const row = (rows.get(title) ?? 0) + 1
      rows.set(title, row)
      return [path, row === 1 ? title : `${title} (${row})`]
    }),
  )
}

/** Paths of the scenarios that each defect failed, as far as they still exist. */
export function recall(memory: Memory, scenarios: readonly ProvenScenario[]): (defect: string) => string[] {
  const paths = new Map([...namesOf(scenarios)].map(([path, name]) => [name, path]))
  return (defect) => (memory[defect] ?? []).flatMap((name) => paths.get(name) ?? [])
}

/**
 * What to remember of a proof: for each defect a scenario that it failed, where it can one of the requirement it breaks, and for each
 * scenario left over a defect that failed it. What `before` knew of defects that were not tried is kept.
 */
export function memoryOf(proof: Proof, before: Memory = {}): Memory {
  const names = namesOf(proof.scenarios)
  const remembered = new Map<string, string[]>(Object.entries(before).filter(([defect]) => !proof.defects.some(({ name }) => name === defect)))
  const settled = new Set<string>([...remembered.values()].flat())
  const remember = (defect: string, { path }: ProvenScenario) => {
    const name = names.get(path)!
    remembered.set(defect, [...(remembered.get(defect) ?? []), name])
    settled.add(name)
  }
  const caught = proof.defects.map((defect) => ({ defect, by: proof.scenarios.filter(({ path }) => proof.outcome(defect.name, path) === 'failed') }))
  // Those with little choice choose first: fewer scenarios are left over.
  for (const { defect, by } of caught.filter(({ by }) => by.length > 0).toSorted((a, b) => a.by.length - b.by.length)) {
    const worth = (scenario: ProvenScenario) => (scenario.requirements.includes(defect.requirement) ? 2 : 0) + (settled.has(names.get(scenario.path)!) ? 0 : 1)
    remember(defect.name, by.toSorted((a, b) => worth(b) - worth(a))[0]!)
  }
  for (const scenario of proof.scenarios.filter(({ path }) => !settled.has(names.get(path)!))) {
    const failing = caught.find(({ by }) => by.includes(scenario))
    if (failing) remember(failing.defect.name, scenario)
  }
  return Object.fromEntries([...remembered].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([defect, scenarios]) => [defect, scenarios.toSorted()]))
}
