import { whyNotWrite } from '../../messaging/send-message.ts'
import { defect } from '../defect.ts'

export const wishNotLookedAt = defect({
  name: 'wish-not-looked-at',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Keeps the patient’s wish on a page that sending never looks at.',
  replaces: whyNotWrite,
  with: (patient) => whyNotWrite.proper(patient, false),
})
