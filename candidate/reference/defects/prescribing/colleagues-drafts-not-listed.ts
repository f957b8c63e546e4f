import { signingList } from '../../prescribing/signing-list.ts'
import { defect } from '../defect.ts'

export const colleaguesDraftsNotListed = defect({
  name: 'colleagues-drafts-not-listed',
  requirement: 'E00093',
  story: 'Shows on the list of what is to be signed what the prescriber drafted. What a nurse prepared waits for ever.',
  replaces: signingList,
  with: ({ session }, drafts) => drafts.filter(({ draftedBy }) => draftedBy.id === session.user.id),
})
