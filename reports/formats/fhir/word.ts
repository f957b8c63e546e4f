import type { Word } from '../../gate/words.ts'
import { markdown, string } from './test-report.ts'
import type { Extension, TestReport } from './test-report.ts'

/** Where the extension is explained: docs/pack.md. `participant` of a TestReport is for systems only. */
const WORD = 'urn:assay:fhir:word'

/** A person's word as a test of a TestReport: what they said, whether it counts, and in an extension who, in which role, when. */
export function testOfWord({ kind, requirement, by, role, date, expires, counts, state, why, text, risk, evidence }: Word): TestReport['test'][number] {
  const parts: Record<string, Omit<Extension, 'url'> | undefined> = {
    kind: { valueCode: kind },
    by: { valueString: string(by) },
    role: role === undefined ? undefined : { valueString: string(role) },
    given: date === undefined ? undefined : { valueDate: date },
    expires: { valueDate: expires },
    state: { valueCode: state },
    risk: risk === undefined ? undefined : { valueString: string(risk) },
    evidence: evidence === undefined ? undefined : { valueString: string(evidence) },
  }
  return {
    extension: [{ url: WORD, extension: Object.entries(parts).flatMap(([url, value]) => (value === undefined ? [] : [{ url, ...value }])) }],
    name: string(`${requirement}: ${kind}`),
    description: string(`Of ${[by, role].filter((part) => part !== undefined).join(', ')}${date === undefined ? '' : `, ${date}`}, until ${expires}. It ${why}.${risk === undefined ? '' : ` Risk accepted: ${risk}`}${evidence === undefined ? '' : ` Evidence: ${evidence}.`}`),
    action: [{ assert: { result: counts ? 'warning' : 'skip', message: markdown(text), detail: kind === 'attestation' ? 'attested' : 'waived' } }],
  }
}
