import { toldOfCancelling } from '../../bars/after.ts'
import { NationalRefusal } from '../../national/answer.ts'
import { Refusal } from '../../refusal.ts'
import { defect } from '../defect.ts'

export const failedCancellationToldAsDone = defect({
  name: 'failed-cancellation-told-as-done',
  requirement: 'TIF-CS-11',
  story: 'Says nothing when a cancellation fails for technical reasons only.',
  replaces: toldOfCancelling,
  with: (failure) => {
    if (failure instanceof NationalRefusal) throw new Refusal('already-done', 'The referral has been cancelled.')
    throw failure
  },
})
