import { personAuthor } from '../../summaries/hl7/interaction.ts'
import { defect } from '../defect.ts'

export const wishToldInTheNameOfTheSystem = defect({
  name: 'wish-told-in-the-name-of-the-system',
  requirement: 'TIF-SCR-02',
  story: 'Names an account of the system as the author of what a patient has said.',
  replaces: personAuthor,
  with: (work) => personAuthor.proper({ ...work, session: { ...work.session, user: { ...work.session.user, id: '999999999999' } } }),
})
