import type { ScenarioResult } from './results.ts'

/** The sentences of the checks of a scenario that did not pass, each once: what two runs of it can be told apart by, where times and ids cannot. */
export const notPassedChecks = (scenario: Pick<ScenarioResult, 'checks'> | undefined): string[] => [
  ...new Set(scenario?.checks.filter(({ outcome }) => outcome !== 'passed').map(({ name, outcome }) => (outcome === 'failed' ? name : `${name} (${outcome})`))),
]
