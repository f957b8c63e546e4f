import type { ScenarioResult } from '../../pack/results.ts'
import { SHOWN } from '../html/outcomes.ts'
import { markup, props } from './datatypes.ts'

/** More findings than this are counted; all are in the pack. */
const LISTED = 20

export interface ObservationIds {
  uuid: string
  /** The component that looked, and the one that was looked at. */
  tool: string
  subject: string
}

/** A scenario as an observation: what was looked at, by a test, and what was found. */
export function observationOf(scenario: ScenarioResult, ids: ObservationIds, collected: string): object {
  const { id, name, feature, file, line, outcome, reason, checks, attempts } = scenario
  const found = checks.flatMap((check) =>
    check.findings.map(({ what, expected, seen }) => `${check.name}: ${what}${expected === undefined ? '' : `; expected ${expected}`}${seen === undefined ? '' : `; seen ${seen}`}`),
  )
  return {
    uuid: ids.uuid,
    title: markup(name),
    description: [
      `${SHOWN[outcome].word}. ${SHOWN[outcome].meaning}`,
      ...(reason === undefined ? [] : [markup(reason)]),
      ...found.slice(0, LISTED).map((text) => markup(text)),
      ...(found.length > LISTED ? [`And ${found.length - LISTED} more findings.`] : []),
    ].join('\n\n'),
    props: props({ outcome, scenario: id, feature, file: `${file}:${line}`, attempts, checks: checks.length }),
    methods: ['TEST'],
    types: [outcome === 'failed' ? 'finding' : 'control-objective'],
    origins: [{ actors: [{ type: 'tool', 'actor-uuid': ids.tool }] }],
    subjects: [{ 'subject-uuid': ids.subject, type: 'component' }],
    'relevant-evidence': [{ href: 'events.ndjson', description: `Lines of scenario ${markup(id)} in the event log of the pack` }],
    collected,
  }
}
