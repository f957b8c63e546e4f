import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Decision } from '../gate/decide.ts'
import { asDecided } from '../gate/as-decided.ts'
import { wordsOf } from '../gate/words.ts'
import type { Word } from '../gate/words.ts'
import type { Pack } from '../pack/open.ts'
import { distrustOf, sealNote } from './format.ts'
import type { Format } from './format.ts'
import { markup, props, string, token } from './oscal/datatypes.ts'
import { findingOf } from './oscal/finding.ts'
import { observationOf } from './oscal/observation.ts'
import { observationOfWord, peopleOf } from './oscal/word.ts'
import { stableUuid } from './stable-uuid.ts'
import { utcInstant } from './utc-instant.ts'

/**
 * OSCAL assessment results (NIST, model 1.2.1, JSON): a finding a requirement, an observation a scenario and one for each person's word. The same pack under
 * the same policy makes the same bytes: ids come from what they stand for, times from the run.
 */
export const format: Format = {
  name: 'oscal',
  summary: 'OSCAL assessment results: a finding a requirement, an observation a scenario',
  render: async (pack, outDir, { decision }) => {
    mkdirSync(outDir, { recursive: true })
    const entry = join(outDir, 'oscal-assessment-results.json')
    writeFileSync(entry, `${JSON.stringify({ 'assessment-results': document(pack, decision) }, null, 1)}\n`)
    return { entry, files: 1 }
  },
}

function document(pack: Pack, decision: Decision | undefined): object {
  const { candidate, run } = pack.results
  const id = idsOf(pack)
  const words = decision === undefined ? [] : wordsOf(decision)
  const content = {
    metadata: {
      title: `Assessment of ${markup(`${candidate.name} ${candidate.version}`)}`,
      'last-modified': utcInstant(run.finishedAt ?? run.startedAt),
      version: string(run.id),
      'oscal-version': '1.2.1',
      props: props({ seal: sealNote(pack) }),
      ...peopleOf(words, (by) => id('party', by)),
    },
    'import-ap': { href: `#${id('profile')}`, remarks: 'The profile and the features it selects stand in for an assessment plan.' },
    results: [result(pack, decision, words, id)],
    'back-matter': {
      resources: [
        { uuid: id('profile'), title: `Profile ${markup(run.profile)}`, description: 'Which scenarios the run selected, and so which requirements it assessed.', props: props({ profile: run.profile, catalogue: `sha256:${pack.results.catalogue}` }) },
        { uuid: id('pack'), title: 'Evidence pack', description: 'Event log, exchanges and screenshots behind the observations. Paths are relative to the folder of the pack.', rlinks: [{ href: 'events.ndjson', 'media-type': 'application/x-ndjson' }, seal(pack)] },
      ],
    },
  }
  // OSCAL asks for a new id whenever the content is another.
  return { uuid: stableUuid('oscal', JSON.stringify(content)), ...content }
}

type IdOf = (kind: string, id?: string) => string

const idsOf = ({ results: { run, catalogue } }: Pack): IdOf => (kind, id = '') => stableUuid('oscal', run.id, run.startedAt, run.seed, catalogue, kind, id)

function seal({ verification: { status, seal: given } }: Pack): object {
  const href = 'statement.dsse.json'
  return { href, 'media-type': 'application/json', ...(given === undefined || status !== 'valid' ? {} : { hashes: [{ algorithm: 'SHA-256', value: given.fileDigest }] }) }
}

function result(pack: Pack, decision: Decision | undefined, words: readonly Word[], id: IdOf): object {
  const { results } = pack
  const { candidate, run } = results
  const requirements = asDecided(results.requirements, decision)
  const distrust = distrustOf(pack)
  const ids = { tool: id('tool'), subject: id('subject') }
  const startedAt = new Map(pack.run.scenarios.map((scenario) => [scenario.scenario, scenario.startedAt]))
  const observations = results.scenarios.map((scenario) => observationOf(scenario, { uuid: id('observation', scenario.id), ...ids }, utcInstant(startedAt.get(scenario.id) ?? run.startedAt)))
  const wordIds = new Map(words.map((word, i) => [word, id('word', String(i))]))
  const said = [...wordIds].map(([word, uuid]) => observationOfWord(word, { uuid, party: id('party', word.by), subject: ids.subject }, utcInstant(run.startedAt)))
  const findings = requirements.map((requirement) => {
    const about = [...wordIds].filter(([word]) => word.requirement === requirement.id).map(([, uuid]) => uuid)
    return findingOf(requirement, { uuid: id('finding', requirement.id), observations: [...requirement.scenarios.map((scenario) => id('observation', scenario)), ...about] }, distrust)
  })
  const remarks = [...distrust, ...run.problems]
  return {
    uuid: id('result'),
    title: `Run ${markup(run.id)}`,
    description: `Scenarios of profile ${markup(run.profile)}, exercised against the system with national services that are mocked.`,
    start: utcInstant(run.startedAt),
    ...(run.finishedAt === undefined ? {} : { end: utcInstant(run.finishedAt) }),
    props: props({
      profile: run.profile, seed: run.seed, complete: run.complete, evidence: pack.verification.status,
      ...(decision === undefined ? {} : { policy: decision.policy.name, decision: decision.decision }),
    }),
    'local-definitions': {
      components: [
        component(ids.subject, 'this-system', `${candidate.name} ${candidate.version}`, 'The GP system under assurance.'),
        component(ids.tool, 'validation', 'Assay', 'The harness that ran the scenarios and recorded what it saw.'),
      ],
    },
    'reviewed-controls': { 'control-selections': [selection(requirements.map((requirement) => token(requirement.id)))] },
    ...(observations.length + said.length === 0 ? {} : { observations: [...observations, ...said] }),
    ...(findings.length === 0 ? {} : { findings }),
    ...(remarks.length === 0 ? {} : { remarks: markup(...remarks) }),
  }
}

const component = (uuid: string, type: string, title: string, description: string): object => ({ uuid, type, title: markup(title), description, status: { state: 'operational' } })

function selection(ids: string[]): object {
  if (ids.length > 0) return { 'include-controls': [...new Set(ids)].map((id) => ({ 'control-id': id })) }
  return { 'include-all': {}, remarks: 'The run had no requirement in its scope: it says nothing about any.' }
}
