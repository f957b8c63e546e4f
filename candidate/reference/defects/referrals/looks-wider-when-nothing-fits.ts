import { askForServices } from '../../referrals/search-services.ts'
import { defect } from '../defect.ts'

export const looksWiderWhenNothingFits = defect({
  name: 'looks-wider-when-nothing-fits',
  requirement: 'TIF-ERS-01',
  story: 'Searches again without the urgency when no service takes it, so as not to leave the user with an empty page.',
  replaces: askForServices,
  with: async (work, nhsNumber, clinician, purpose, criteria) => {
    const found = await askForServices.proper(work, nhsNumber, clinician, purpose, criteria)
    return found.length > 0 ? found : askForServices.proper(work, nhsNumber, clinician, purpose, { ...criteria, priority: 'ROUTINE' })
  },
})
