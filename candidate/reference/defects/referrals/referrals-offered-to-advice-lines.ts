import { askForServices } from '../../referrals/search-services.ts'
import { defect } from '../defect.ts'

export const referralsOfferedToAdviceLines = defect({
  name: 'referrals-offered-to-advice-lines',
  requirement: 'TIF-ERS-01',
  story: 'Searches for services that give advice whatever is wanted, since the search was written for advice first.',
  replaces: askForServices,
  with: (work, nhsNumber, clinician, _purpose, criteria) => askForServices.proper(work, nhsNumber, clinician, 'ADVICE_AND_GUIDANCE_REQUEST', criteria),
})
