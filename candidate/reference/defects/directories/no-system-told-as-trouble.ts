import { routeTo } from '../../directories/look-up.ts'
import { Refusal } from '../../refusal.ts'
import { defect } from '../defect.ts'

export const noSystemToldAsTrouble = defect({
  name: 'no-system-told-as-trouble',
  requirement: 'TIF-SDS-01',
  story: 'Tells the user to try again later when the directory lists no system: they try for ever.',
  replaces: routeTo,
  with: async (work, odsCode, interaction) => {
    const route = await routeTo.proper(work, odsCode, interaction)
    if (!route) throw new Refusal('national-unavailable', 'The Spine Directory Service (SDS) is not available at the moment. Try again later.')
    return route
  },
})
