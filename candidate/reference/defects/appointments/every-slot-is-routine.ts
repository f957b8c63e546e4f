import { categoryOfSlots } from '../../appointments/publish-session.ts'
import { defect } from '../defect.ts'

export const everySlotIsRoutine = defect({
  name: 'every-slot-is-routine',
  requirement: 'E00222',
  story: 'Gives every slot a national category, as the rule says: the same one, whatever the session was published for.',
  replaces: categoryOfSlots,
  with: () => 'General Consultation Routine',
})
