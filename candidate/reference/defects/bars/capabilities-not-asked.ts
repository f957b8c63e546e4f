import { takesMessages } from '../../national/bars.ts'
import { defect } from '../defect.ts'

export const capabilitiesNotAsked = defect({
  name: 'capabilities-not-asked',
  requirement: 'BARS01',
  story: 'Does not ask what a service can do before it sends: every service it knows can do everything.',
  replaces: takesMessages,
  with: async () => true,
})
