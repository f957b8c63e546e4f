import type { Problem } from '../../config/problem.ts'
import type { Pack } from './open.ts'
import { runFactsOf, sameness } from './run-facts.ts'

export interface Part {
  /** As the user named it. */
  dir: string
  pack: Pack
}

/** Which shard of how many a pack is of; 0 of 0 when it is of none. */
export function shardOf({ environment }: Pack): { index: number; of: number } {
  const [, index = '0', of = '0'] = /^(\d+)\/(\d+)$/.exec(runFactsOf(environment)?.selection.shard ?? '') ?? []
  return { index: Number(index), of: Number(of) }
}

/** Every reason why packs are not the shards of one run, all of them, each exactly once. */
export function mergeProblems(parts: readonly Part[]): Problem[] {
  const unsound = parts.flatMap(unsoundProblems)
  // What an unsound pack says of itself is not believed.
  return unsound.length > 0 ? unsound : [...parts.slice(1).flatMap((part) => differences(parts[0] ?? part, part)), ...shardProblems(parts)]
}

function unsoundProblems({ dir, pack: { verification, results } }: Part): Problem[] {
  const problem = { code: 'ASSAY_MERGE_PART_UNSOUND', place: dir } as const
  const [finding] = verification.findings
  if (verification.status === 'unsealed') {
    return [{ ...problem, what: 'Failed to merge: a part has no seal, its run did not come to its end', seen: verification.status, expected: 'a valid, whole pack', remedy: `Go on with it: assay run --resume ${dir}` }]
  }
  if (verification.status !== 'valid') {
    return [{ ...problem, what: verification.status === 'reckoned-otherwise' ? 'Failed to merge: a part was added up by another version of Assay' : 'Failed to merge: a part is not as it was sealed', seen: `${finding?.place} ${finding?.what}`, expected: 'a valid pack', remedy: verification.status === 'reckoned-otherwise' ? 'Merge with the Assay that made the parts, or run the shard again.' : 'Get it afresh from where it was made, or run the shard again.' }]
  }
  if (results.run.complete) return []
  return [{ ...problem, what: 'Failed to merge: the run of a part is incomplete', seen: results.run.incomplete.join(' '), expected: 'a whole run', remedy: `Go on with it: assay run --resume ${dir}` }]
}

function differences(first: Part, part: Part): Problem[] {
  const [expected, seen] = [factsOf(first.pack), factsOf(part.pack)]
  return [...expected].flatMap(([name, value]): Problem[] => {
    const other = seen.get(name) ?? 'none'
    if (other === value) return []
    return [{ code: 'ASSAY_MERGE_DIFFERENT', what: `Failed to merge: the parts are of different runs, they differ in: ${name}`, place: part.dir, seen: short(other), expected: `${short(value)}, as in ${first.dir}`, remedy: 'Merge the shards of one run only, made by the same harness with the same options.' }]
  })
}

/** What the log itself began with counts as well as what environment.json says. */
function factsOf({ environment, run: { started, requirements } }: Pack): Map<string, string> {
  const facts = sameness(environment)
  for (const name of ['seed', 'profile', 'catalogue'] as const) facts.set(name, String(started[name]))
  facts.set('candidate', JSON.stringify(started.candidate))
  facts.set('requirements in scope', JSON.stringify(requirements))
  return facts
}

const LONGEST = 200
const short = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text)

function shardProblems(parts: readonly Part[]): Problem[] {
  const shards = parts.map((part) => ({ ...part, ...shardOf(part.pack) }))
  const refuse = (what: string, place: string, seen: string, remedy: string): Problem => ({ code: 'ASSAY_MERGE_SHARDS', what: `Failed to merge: ${what}`, place, seen, expected: 'each of the shards 1/N to N/N once', remedy })
  const strangers = shards.filter(({ of }) => of === 0)
  if (strangers.length > 0) return strangers.map(({ dir }) => refuse('a pack is not of a shard', dir, 'a run without --shard', 'Merge packs of `assay run --shard I/N` only.'))
  const [first] = shards
  if (first === undefined) return [refuse('there is nothing to merge', 'command line', 'no pack', 'Name the packs of all shards.')]
  const others = shards.filter(({ of }) => of !== first.of)
  if (others.length > 0) return others.map(({ dir, index, of }) => refuse('the parts were divided differently', dir, `shard ${index}/${of}, beside ${first.index}/${first.of} of ${first.dir}`, 'Merge shards of one division only.'))

  const byIndex = Map.groupBy(shards, ({ index }) => index)
  const twice = [...byIndex].filter(([, same]) => same.length > 1)
  const missing = Array.from({ length: first.of }, (_, at) => at + 1).filter((index) => !byIndex.has(index))
  return [
    ...twice.map(([index, same]) => refuse(`shard ${index}/${first.of} is there ${same.length} times`, same.map(({ dir }) => dir).join(', '), `${same.length} packs of one shard`, 'Leave all but one of them out.')),
    ...(missing.length > 0 ? [refuse('shards are missing', 'command line', `no pack of ${missing.map((index) => `${index}/${first.of}`).join(', ')}`, 'Name their packs, too, or run them.')] : []),
    ...(twice.length === 0 ? overlaps(shards) : []),
  ]
}

/** The same scenario in two shards: they were not divided as the harness divides. */
function overlaps(parts: readonly Part[]): Problem[] {
  const holders = Map.groupBy(parts.flatMap(({ dir, pack }) => pack.run.scenarios.map(({ scenario, name }) => ({ scenario, name, dir }))), ({ scenario }) => scenario)
  const twice = [...holders.values()].filter((same) => same.length > 1)
  const [example] = twice
  if (example === undefined) return []
  return [{ code: 'ASSAY_MERGE_SHARDS', what: 'Failed to merge: shards overlap', place: example.map(({ dir }) => dir).join(', '), seen: `${twice.length} scenarios in more than one, among them "${example[0]?.name}"`, expected: 'each scenario in one shard', remedy: 'Run the shards again with the same options.' }]
}
