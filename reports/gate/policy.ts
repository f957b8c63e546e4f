import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ProblemsError } from '../../config/problem.ts'
import { readYamlFile } from '../../config/yaml-file.ts'
import type { RequirementFacts } from '../pack/events.ts'
import type { Acceptance } from './acceptance.ts'
import type { Budget } from './budgets.ts'
import { dayProblems } from './calendar-day.ts'

/** At most so many, or such a share of the requirements in scope. Neither: counted and shown only. */
export interface Bound {
  max?: number
  maxShare?: number
}

export interface Waiver {
  requirement: string
  reason: string
  owner: string
  /** Last day on which it holds, `2026-03-31`, in UTC. */
  expires: string
}

/** Names of rules that hold the number of requirements with an outcome to a bound. */
export type BoundName = 'failed' | 'skipped' | 'untested' | 'review' | 'attested' | 'waived'
type LeastName = 'scenarios' | 'requirements' | 'checks'

/** What is asked besides of some areas, standards or levels. */
export interface Section {
  name: string
  title: string
  areas?: string[]
  standards?: string[]
  /** Those of the policy, where left out. */
  levels?: RequirementFacts['level'][]
  rules: Partial<Record<BoundName | 'errors', Bound>> & Partial<Record<LeastName, { min: number }>>
}

export interface Policy {
  name: string
  title: string
  description?: string
  levels: RequirementFacts['level'][]
  rules: Partial<Record<BoundName | 'errors', Bound>> & {
    /** What got worse since a baseline. Without a bound: counted and shown. */
    regressions?: Pick<Bound, 'max'>
  } & Partial<Record<LeastName, { min: number }>>
  sections?: Section[]
  budgets?: Budget[]
  /** Whose word counts. What is left out is not accepted at all. */
  accepts?: Partial<Record<'attestations' | 'waivers', Acceptance>>
  waivers: Waiver[]
}

const POLICIES = fileURLToPath(new URL('../../config/policies/', import.meta.url))

/** Names of the policies that come with the harness. */
export function policyNames(): string[] {
  const files = readdirSync(POLICIES).filter((file) => file.endsWith('.yaml'))
  return files.map((file) => file.slice(0, -'.yaml'.length)).sort()
}

/**
 * A policy by name (`default`, `strict`) or file.
 *
 * @throws ProblemsError with everything that is wrong with it
 */
export function loadPolicy(nameOrPath = 'default'): Policy {
  const file = policyNames().includes(nameOrPath) ? join(POLICIES, `${nameOrPath}.yaml`) : nameOrPath
  if (!existsSync(file)) {
    throw new ProblemsError([
      {
        code: 'ASSAY_POLICY_UNKNOWN',
        what: 'Failed to find the policy.',
        place: '--policy',
        seen: nameOrPath,
        expected: `${policyNames().join(', ')}, or a YAML file`,
        remedy: 'Name one of these, or the path of a policy file.',
      },
    ])
  }
  const { value, raw, problems, place } = readYamlFile<Omit<Policy, 'levels' | 'waivers'> & Partial<Policy>>(file, {
    schema: 'policy',
    what: 'policy',
    code: 'ASSAY_POLICY_INVALID',
  })
  problems.push(...dayProblems({ raw, place }, 'waivers', 'expires', { code: 'ASSAY_POLICY_INVALID', what: 'policy' }))
  for (const list of ['sections', 'budgets'] as const) {
    const names = (value?.[list] ?? []).map(({ name }) => name)
    for (const [i, name] of names.entries()) {
      if (names.indexOf(name) === i) continue
      problems.push({
        code: 'ASSAY_POLICY_INVALID',
        what: `Failed to read the policy: two of its ${list} have one name`,
        place: place([list, i, 'name']),
        seen: name,
        expected: 'a name of its own, since its rules are named by it',
        remedy: 'Rename one of them.',
      })
    }
  }
  if (problems.length > 0 || value === undefined) throw new ProblemsError(problems)
  return { ...value, levels: value.levels ?? ['MUST'], waivers: value.waivers ?? [] }
}
