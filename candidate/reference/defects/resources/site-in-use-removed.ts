import { whyKeepSite } from '../../resources/sites.ts'
import { defect } from '../defect.ts'

export const siteInUseRemoved = defect({
  name: 'site-in-use-removed',
  requirement: 'E00153',
  story: 'Removes a site whatever is still to be held there. Patients are sent to a closed door.',
  replaces: whyKeepSite,
  with: (site) => whyKeepSite.proper(site, 0),
})
