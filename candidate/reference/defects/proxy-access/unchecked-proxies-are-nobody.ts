import { shownUnchecked } from '../../proxy-access/show-proxies.ts'
import { defect } from '../defect.ts'

export const uncheckedProxiesAreNobody = defect({
  name: 'unchecked-proxies-are-nobody',
  requirement: 'TIF-CS-11',
  story: 'Shows an empty list when the service fails: reception tells a carer that nobody may act for the patient.',
  replaces: shownUnchecked,
  with: () => ({ state: 'checked' as const, roles: [] }),
})
