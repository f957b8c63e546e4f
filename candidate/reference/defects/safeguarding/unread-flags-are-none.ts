import { shownUnchecked } from '../../safeguarding/show-flags.ts'
import { defect } from '../defect.ts'

export const unreadFlagsAreNone = defect({
  name: 'unread-flags-are-none',
  requirement: 'TIF-CS-11',
  story: 'Shows that nothing is flagged when the national service does not answer.',
  replaces: shownUnchecked,
  with: () => ({ state: 'none' as const, flags: [] }),
})
