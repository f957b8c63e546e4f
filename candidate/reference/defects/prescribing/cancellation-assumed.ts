import { afterNoAnswer } from '../../prescribing/cancel-item.ts'
import { itemsStore } from '../../prescribing/items-store.ts'
import { defect } from '../defect.ts'

export const cancellationAssumed = defect({
  name: 'cancellation-assumed',
  requirement: 'TIF-EPS-12',
  story: 'Shows an item as cancelled when EPS does not answer: it will have been.',
  replaces: afterNoAnswer,
  with: ({ services }, item, _refusal, _sealed, reason) =>
    itemsStore(services).update(item, {
      status: 'cancelled',
      cancellation: { outcome: 'R-0001', text: 'Cancelled.', reason, at: services.clock.timestamp(), by: item.draftedBy },
    }),
})
