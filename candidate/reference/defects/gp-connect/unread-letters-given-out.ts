import { isForOthers } from '../../gp-connect/documents.ts'
import { defect } from '../defect.ts'

export const unreadLettersGivenOut = defect({
  name: 'unread-letters-given-out',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Gives out letters that nobody at the practice has read.',
  replaces: isForOthers,
  with: () => true,
})
