import type { Results } from './results.ts'

/** in-toto Statement v1 with the test-result predicate v0.1: the manifest of a pack, and what the run came to. */
export interface Statement {
  _type: 'https://in-toto.io/Statement/v1'
  /** Every sealed file of the pack with its SHA-256. */
  subject: { name: string; digest: { sha256: string } }[]
  predicateType: 'https://in-toto.io/attestation/test-result/v0.1'
  predicate: {
    result: 'PASSED' | 'WARNED' | 'FAILED'
    configuration: { name: string; digest: { sha256: string }; annotations?: Record<string, string> }[]
    passedTests: string[]
    warnedTests: string[]
    failedTests: string[]
  }
}

export interface ManifestEntry {
  /** Path in the pack, with forward slashes. */
  name: string
  sha256: string
}

/** Where the hash chain ends, so that a changed last line, or lines cut off or added behind it, can be named. */
export interface LogEnd {
  lines: number
  /** SHA-256 of the last line. */
  head: string
}

/** Name under which the end of the log is kept among the configuration of the test run. */
export const LOG_END = 'events.ndjson#end'

export function statementOf(manifest: ManifestEntry[], results: Results, { lines, head }: LogEnd): Statement {
  const { run, candidate } = results
  const named = (...outcomes: string[]): string[] =>
    results.scenarios.filter(({ outcome }) => outcomes.includes(outcome)).map(({ id, file, name }) => `${id} ${file}: ${name}`)
  const failedTests = named('failed', 'error')
  const warnedTests = named('skipped', 'omitted', 'review', 'untested', 'waived')
  const passedTests = named('passed', 'attested')
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: manifest.map(({ name, sha256 }) => ({ name, digest: { sha256 } })),
    predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
    predicate: {
      result: resultOf(run.complete && run.problems.length === 0, failedTests, warnedTests, passedTests),
      configuration: [
        {
          name: 'catalogue',
          digest: { sha256: results.catalogue },
          annotations: { runId: run.id, profile: run.profile, seed: String(run.seed), candidate: `${candidate.name} ${candidate.version}` },
        },
        { name: LOG_END, digest: { sha256: head }, annotations: { lines: String(lines) } },
      ],
      passedTests,
      warnedTests,
      failedTests,
    },
  }
}

function resultOf(sound: boolean, failed: string[], warned: string[], passed: string[]): Statement['predicate']['result'] {
  if (!sound || failed.length > 0 || passed.length === 0) return 'FAILED'
  return warned.length > 0 ? 'WARNED' : 'PASSED'
}
