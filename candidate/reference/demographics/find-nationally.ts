import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import type { Match, SearchCriteria } from '../national/pds.ts'
import { Refusal, type RefusalIssue } from '../refusal.ts'
import type { Work } from '../work.ts'
import { readNhsNumber } from './nhs-number.ts'

export interface TraceCriteria extends Partial<SearchCriteria> {
  nhsNumber?: string
}

/** How PDS is asked for matches. When it cannot be asked that is told; it is not the same as nobody being found. */
export const askForMatches = behaviour('demographics.askForMatches', (work: Work, criteria: SearchCriteria) =>
  work.services.pds.search(work, criteria),
)

/** Who has an NHS number: for one that was replaced, whoever has it now, under the number they have now. */
export const askForNumber = behaviour('demographics.askForNumber', (work: Work, nhsNumber: string) =>
  work.services.pds.read(work, nhsNumber),
)

/** What is missing for a search that PDS would carry out. */
export const missingCriteria = behaviour('demographics.missingCriteria', ({ family, birthDate }: TraceCriteria): RefusalIssue[] => [
  ...(family ? [] : [{ field: 'family', text: 'Enter the family name.' }]),
  ...(birthDate && /^\d{4}-\d{2}-\d{2}$/.test(birthDate)
    ? []
    : [{ field: 'birthdate', text: 'Enter the date of birth, as year-month-day.' }]),
])

/** Which of several matches the user gets to see: all of them. Choosing is theirs. */
export const matchesToShow = behaviour('demographics.matchesToShow', (matches: Match[]) => matches)

/**
 * Looks for a patient in PDS: by NHS number, or by family name and date of birth with whatever else is known.
 * Nobody is ever chosen for the user: too many matches is a refusal, several are a list, best first.
 */
export async function findNationally(work: Work, criteria: TraceCriteria): Promise<Match[]> {
  const matches = criteria.nhsNumber === undefined ? await search(work, criteria) : await readOne(work, readNhsNumber(criteria.nhsNumber))
  audited(work, {
    event: 'national-search',
    action: 'R',
    subject: 'PDS',
    detail: {
      by: Object.keys(criteria).filter((name) => criteria[name as keyof TraceCriteria]),
      found: matches.map(({ patient }) => patient.id),
    },
  })
  return matchesToShow(matches)
}

async function readOne(work: Work, nhsNumber: string): Promise<Match[]> {
  const result = await askForNumber(work, nhsNumber)
  return result.outcome === 'found' ? [{ patient: result.record.patient, score: 1 }] : []
}

async function search(work: Work, criteria: TraceCriteria): Promise<Match[]> {
  const missing = missingCriteria(criteria)
  if (missing.length > 0) throw new Refusal('invalid', missing)
  const { family = '', birthDate = '', given, gender, postcode } = criteria
  const result = await askForMatches(work, {
    family,
    birthDate,
    ...(given && { given }),
    ...(gender && { gender }),
    ...(postcode && { postcode }),
  })
  if (result.outcome === 'too-many') {
    throw new Refusal('rule', [
      { reason: 'too-many-matches', text: 'There are too many matches to show. Add the given name, gender or postcode and search again.' },
    ])
  }
  return result.matches
}
