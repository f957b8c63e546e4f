import { createSubscription } from '../../national/mns.ts'
import { defect } from '../defect.ts'

export const failedSubscriptionNotTold = defect({
  name: 'failed-subscription-not-told',
  requirement: 'MNS01',
  story: 'Tells the user that the practice is subscribed, whatever went wrong, and means to try again some day.',
  replaces: createSubscription,
  with: (work, wanted) => createSubscription.proper(work, wanted).catch(() => 'later'),
})
