import { askForMatches } from '../../demographics/find-nationally.ts'
import { patientsOf } from '../../demographics/patients.ts'
import { asShown } from '../../demographics/whereabouts.ts'
import { defect, swap } from '../defect.ts'

export const matchFilledUpFromTheOwnCopy = defect({
  name: 'match-filled-up-from-the-own-copy',
  requirement: 'TIF-IG-PRIV-01',
  story: 'Fills in what PDS leaves out of a match from the practice’s own copy: PDS leaves out where somebody lives who had to hide.',
  replaces: askForMatches,
  with: async (work, criteria) => {
    const result = await askForMatches.proper(work, criteria)
    if (result.outcome !== 'matches') return result
    const own = (nhsNumber: string) => patientsOf(work.services).byNhsNumber(nhsNumber)?.national
    return { ...result, matches: result.matches.map((match) => ({ ...match, patient: { ...own(match.patient.id), ...match.patient } })) }
  },
  also: [swap(asShown, (patient) => patient)],
})
