import { GpcError } from '../../gp-connect/gpc-error.ts'
import { found } from '../../gp-connect/foundations.ts'
import { defect } from '../defect.ts'

export const searchedCliniciansAreAnError = defect({
  name: 'searched-clinicians-are-an-error',
  requirement: 'GPCARS01',
  story: 'Answers a search for clinicians or practices that finds nobody with an error.',
  replaces: found,
  with: (resources) => {
    if (resources.length === 0) throw new GpcError('NO_RECORD_FOUND')
    return resources
  },
})
