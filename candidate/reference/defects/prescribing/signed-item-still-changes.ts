import { isAsSeen, isOpen } from '../../prescribing/draft-item.ts'
import { defect, swap } from '../defect.ts'

export const signedItemStillChanges = defect({
  name: 'signed-item-still-changes',
  requirement: 'E00101',
  story: 'Lets an item be changed after it was signed. The record says what nobody signed.',
  replaces: isOpen,
  with: ({ status }) => status !== 'cancelled' && status !== 'discarded',
  also: [swap(isAsSeen, () => true)],
})
