import { itemsStore } from '../../prescribing/items-store.ts'
import { afterUnprepared } from '../../prescribing/sign-items.ts'
import { defect } from '../defect.ts'

export const takenOffTheListBeforeItIsPrepared = defect({
  name: 'taken-off-the-list-before-it-is-prepared',
  requirement: 'TIF-CS-11',
  story:
    'Takes items off the list of what is to be signed as soon as somebody presses the button. When EPS does not prepare them, nobody signs them any more.',
  replaces: afterUnprepared,
  with: (work, items, refusal) => {
    for (const item of items) itemsStore(work.services).update(item, { status: 'signed' })
    return afterUnprepared.proper(work, items, refusal)
  },
})
