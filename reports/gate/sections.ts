import type { RequirementResult, Results } from '../pack/results.ts'
import type { Section } from './policy.ts'
import { OUTCOME_RULES, boundRule, leastRules, ranRule } from './rules.ts'
import type { RuleResult } from './rules.ts'

/**
 * What a section asks of its areas, standards and levels, with the name of the section before each rule. A section that the run has nothing
 * of is not met: a misspelt standard would otherwise pass for good.
 */
export function sectionRules(results: Results, requirements: readonly RequirementResult[], { name, title, areas = [], standards = [], levels: own, rules }: Section, policyLevels: readonly RequirementResult['level'][]): RuleResult[] {
  const levels = own ?? policyLevels
  const ofLevel = requirements.filter(({ level }) => levels.includes(level))
  const everything = areas.length + standards.length === 0
  const inScope = ofLevel.filter(({ area, standard }) => everything || areas.includes(area) || standards.includes(standard))
  const missing = [
    ...areas.filter((wanted) => !inScope.some(({ area }) => area === wanted)).map((area) => `The run has no ${levels.join(' or ')} requirement of the area ${area}.`),
    ...standards.filter((wanted) => !inScope.some(({ standard }) => standard === wanted)).map((standard) => `The run has no ${levels.join(' or ')} requirement of ${standard}.`),
  ]
  const present: RuleResult = {
    name: 'scope',
    title: `${levels.join(' and ')} requirements that it speaks of`,
    ok: inScope.length > 0 && missing.length === 0,
    seen: String(inScope.length),
    expected: [...areas, ...standards].length > 1 ? 'at least 1 of each area and standard' : 'at least 1',
    because: missing,
  }
  return [
    present,
    ...(rules.scenarios === undefined ? [] : [ranRule(results, inScope, rules.scenarios.min)]),
    ...leastRules(results, inScope, { rules, levels }),
    ...boundRule('errors', `${levels.join(' and ')} requirements in error`, inScope, 'error', rules.errors),
    ...OUTCOME_RULES.flatMap((rule) => boundRule(rule.name, rule.title(levels.join(' and ')), inScope, rule.outcome, rules[rule.name])),
  ].map((rule) => ({ ...rule, name: `${name}/${rule.name}`, title: `${title}: ${rule.title}` }))
}
