import { wordsOf } from '../../bars/receive.ts'
import { defect } from '../defect.ts'

export const wordsOfReferralDropped = defect({
  name: 'words-of-referral-dropped',
  requirement: 'E00267',
  story: 'Tells that somebody was referred, and not why.',
  replaces: wordsOf,
  with: () => '',
})
