import { isToBeRead } from '../../referrals/read-advice.ts'
import { defect } from '../defect.ts'

export const answersForTheAskerOnly = defect({
  name: 'answers-for-the-asker-only',
  requirement: 'TIF-ERS-04',
  story: 'Tells nobody but the clinician who asked that a specialist has answered, whether they are at work or not.',
  replaces: isToBeRead,
  with: (work, advice) => advice.details.author.id === work.session.user.id && isToBeRead.proper(work, advice),
})
