import { askForMatches } from '../../demographics/find-nationally.ts'
import { defect } from '../defect.ts'

export const everyMatchReadInFull = defect({
  name: 'every-match-read-in-full',
  requirement: 'TIF-PDS-06',
  story:
    'Reads the whole record of everybody in a list of matches, to show a little more: dozens of calls, and as many records opened that nobody needed.',
  replaces: askForMatches,
  with: async (work, criteria) => {
    const result = await askForMatches.proper(work, criteria)
    if (result.outcome === 'matches') for (const { patient } of result.matches) await work.services.pds.read(work, patient.id)
    return result
  },
})
