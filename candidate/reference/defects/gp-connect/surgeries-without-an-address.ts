import { surgeryShown } from '../../gp-connect/foundations.ts'
import { defect } from '../defect.ts'

export const surgeriesWithoutAnAddress = defect({
  name: 'surgeries-without-an-address',
  requirement: 'GPCARS01',
  story: 'Shows the surgery by its name, and not where it is.',
  replaces: surgeryShown,
  with: (site, practice) => {
    const { address: _where, ...shown } = surgeryShown.proper(site, practice)
    return { ...shown, resourceType: 'Location' }
  },
})
