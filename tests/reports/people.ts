import { decide } from '../../reports/gate/decide.ts'
import type { Decision } from '../../reports/gate/decide.ts'
import { loadPolicy } from '../../reports/gate/policy.ts'
import type { Pack } from '../../reports/pack/open.ts'
import { CANDIDATE } from './fixture.ts'

/** What a person may write by mistake: a token, and an NHS number that somebody may have. */
export const SECRETS = ['Bearer c2VjcmV0LXRva2VuLW9mLWEtcGVyc29u', '943 476 5919']

/** A decision that rests on an attestation and two waivers, one of a file and one of the policy, and refuses another; `more` is added to what each says. */
export function decisionOnPeople(pack: Pack, more = ''): Decision {
  const word = { date: '2026-01-01', expires: '2026-12-31' }
  const evidence = { file: 'log.txt', sha256: 'e'.repeat(64) }
  return decide(
    pack.results,
    {
      ...loadPolicy('default'),
      accepts: { attestations: { roles: ['Clinical safety officer'] }, waivers: { roles: ['Programme director'] } },
      waivers: [{ requirement: 'C13E2', reason: `A pilot practice does without.${more}`, owner: `Head of product${more}`, expires: '2026-09-30' }],
    },
    {
      now: new Date('2026-01-15T12:00:00Z'),
      verification: pack.verification,
      attestations: {
        candidate: { name: CANDIDATE.name },
        attestations: [
          { ...word, requirement: 'SAF-07', by: `A. Reviewer${more}`, role: 'Clinical safety officer', statement: `I read the hazard log and it is kept.${more}`, evidence },
          { ...word, requirement: 'SAF-07', by: 'C. Seller', role: `Sales${more}`, statement: 'It is all right.', evidence: { link: 'https://example.org/log' } },
        ],
        waivers: [{ ...word, requirement: 'TIF-PDS-01', by: 'B. Director', role: 'Programme director', reason: `The supplier mends it in June.${more}`, risk: `An address may be overwritten.${more}` }],
      },
    },
  )
}
