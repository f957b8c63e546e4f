import { whyWithheld } from '../../summaries/bring-up-to-date.ts'
import { defect } from '../defect.ts'

export const visitorsGetASummaryFromHere = defect({
  name: 'visitors-get-a-summary-from-here',
  requirement: 'TIF-SCR-03',
  story: 'Uploads for everybody on its list: the summary of their own practice is replaced by what a visitor said in passing.',
  replaces: whyWithheld,
  with: (patient, preference) => {
    const why = whyWithheld.proper(patient, preference)
    return why === 'temporary' ? undefined : why
  },
})
