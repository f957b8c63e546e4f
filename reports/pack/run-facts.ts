import { isRecord } from './is-record.ts'

/** What environment.json says of how a run was asked for, so that it can be gone on with, or be joined with the rest of it. */
export interface RunFacts {
  workers: number
  /** `defined`, or `random:<seed>`. */
  order: string
  /** Whether it was the reference candidate that comes with the harness. */
  embedded: boolean
  defects?: string[]
  selection: {
    tags?: string
    requirements?: string[]
    /** `2/4`: the second of four shards. */
    shard?: string
    /** SHA-256 of the durations that the shards were divided by. */
    durations?: string
  }
  /** SHA-256 over the feature files. */
  features: string
  /** SHA-256 over all else that takes part in a run. */
  harness: string
}

const isText = (value: unknown): value is string => typeof value === 'string'
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText)

/** The facts of an environment.json, or undefined where it does not have them: the pack is of a version that did not keep them. */
export function runFactsOf(environment: unknown): RunFacts | undefined {
  if (!isRecord(environment)) return undefined
  const { workers, order, embedded, defects, selection, features, harness } = environment
  if (typeof workers !== 'number' || !isText(order) || typeof embedded !== 'boolean' || !isText(features) || !isText(harness) || !isRecord(selection)) return undefined
  const { tags, requirements, shard, durations } = selection
  if (defects !== undefined && !isTexts(defects)) return undefined
  if ((tags !== undefined && !isText(tags)) || (requirements !== undefined && !isTexts(requirements)) || (shard !== undefined && !isText(shard)) || (durations !== undefined && !isText(durations))) return undefined
  return {
    workers, order, embedded, features, harness,
    ...(defects === undefined ? {} : { defects }),
    selection: { ...(tags === undefined ? {} : { tags }), ...(requirements === undefined ? {} : { requirements }), ...(shard === undefined ? {} : { shard }), ...(durations === undefined ? {} : { durations }) },
  }
}

/**
 * What has to be alike for two environments to be of one run, each as text by its name: everything but the machine, the
 * candidate's address there, whose hub it used (its services are held to the harness's before a run), and which share of the scenarios it ran.
 */
export function sameness(environment: unknown): Map<string, string> {
  const facts = runFactsOf(environment)
  const given = isRecord(environment) ? environment : {}
  const { baseUrl: _baseUrl, authority: _authority, ...configuration } = isRecord(given['configuration']) ? given['configuration'] : {}
  const { shard: _shard, durations, ...selection } = facts?.selection ?? {}
  const parts: Record<string, unknown> = {
    assay: given['assay'],
    node: given['node'],
    cucumber: given['cucumber'],
    'lock file': given['lockFile'],
    harness: facts?.harness,
    features: facts?.features,
    catalogue: given['catalogue'],
    profile: given['profile'],
    seed: given['seed'],
    selection,
    'durations that the shards were divided by': durations,
    candidate: given['candidate'],
    "candidate's configuration": configuration,
    defects: facts?.defects?.toSorted(),
  }
  return new Map(Object.entries(parts).map(([name, value]) => [name, value === undefined ? 'none' : sorted(value)]))
}

/** JSON with its members in order, so that the same content is the same text. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (isRecord(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part))
}
