import { adviceStore } from '../../referrals/advice-store.ts'
import { conversationOf } from '../../referrals/read-advice.ts'
import { defect } from '../defect.ts'

export const answersNotFetched = defect({
  name: 'answers-not-fetched',
  requirement: 'TIF-ERS-04',
  story: 'Shows a question as it was when it was asked.',
  replaces: conversationOf,
  with: async (work, ubrn) => adviceStore(work.services).all().find((advice) => advice.ubrn === ubrn)?.national ?? conversationOf.proper(work, ubrn),
})
