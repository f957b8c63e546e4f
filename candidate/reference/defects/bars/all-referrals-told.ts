import { theirs } from '../../bars/door.ts'
import { receivedStore } from '../../bars/received.ts'
import { defect } from '../defect.ts'

export const allReferralsTold = defect({
  name: 'all-referrals-told',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Answers with all that it has taken in, and leaves it to the other service to choose.',
  replaces: theirs,
  with: (services, _patientId, kind) => receivedStore(services).all(kind),
})
