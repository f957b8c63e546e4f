import { whyWithheld } from '../../summaries/bring-up-to-date.ts'
import { defect } from '../defect.ts'

export const sensitivePatientsHaveASummary = defect({
  name: 'sensitive-patients-have-a-summary',
  requirement: 'TIF-SCR-03',
  story: 'Hides the address of a sensitive patient on screen, and tells the whole country at which practice to find them.',
  replaces: whyWithheld,
  with: (patient, preference) => {
    const why = whyWithheld.proper(patient, preference)
    return why === 'sensitive' ? undefined : why
  },
})
