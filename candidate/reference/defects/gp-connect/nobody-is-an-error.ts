import { GpcError } from '../../gp-connect/gpc-error.ts'
import { foundPatients } from '../../gp-connect/foundations.ts'
import { defect } from '../defect.ts'

export const nobodyIsAnError = defect({
  name: 'nobody-is-an-error',
  requirement: 'TIF-GPC-18',
  story: 'Answers a search that finds nobody with an error.',
  replaces: foundPatients,
  with: (at, nhsNumber) => {
    const found = foundPatients.proper(at, nhsNumber)
    if (found.length === 0) throw new GpcError('PATIENT_NOT_FOUND')
    return found
  },
})
