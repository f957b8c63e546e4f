import { findListed } from '../../national/dos.ts'
import { defect } from '../defect.ts'

export const closedServicesShownAsOpen = defect({
  name: 'closed-services-shown-as-open',
  requirement: 'TIF-TECH-09',
  story: 'Does not look whether an organisation is still there: patients are sent to a pharmacy that has closed.',
  replaces: findListed,
  with: async (work, odsCode) => {
    const found = await findListed.proper(work, odsCode)
    return found && { ...found, active: true }
  },
})
