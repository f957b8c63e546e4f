import { entriesOn } from '../../referrals/worklists.ts'
import { defect } from '../defect.ts'

export const worklistWithoutReasons = defect({
  name: 'worklist-without-reasons',
  requirement: 'E00150',
  story: 'Shows which referrals came back, and not why.',
  replaces: entriesOn,
  with: async (work, list) => (await entriesOn.proper(work, list)).map(({ reason: _reason, ...entry }) => entry),
})
