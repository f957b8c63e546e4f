import type { Services } from '../../services.ts'
import type { Work } from '../../work.ts'
import { sendUpdate } from '../../demographics/change-patient.ts'
import { defect } from '../defect.ts'

/** Who sent the first change since the system started. */
const first = new WeakMap<Services, Work>()

export const changesInTheFirstUsersName = defect({
  name: 'changes-in-the-first-users-name',
  requirement: 'TIF-PDS-05',
  story: 'Keeps the connection to PDS for changes open and uses it for everybody: PDS notes whoever made a change first as the author of all.',
  replaces: sendUpdate,
  with: (work, update) => {
    const author = first.get(work.services) ?? work
    first.set(work.services, author)
    return sendUpdate.proper({ ...work, session: author.session, role: author.role }, update)
  },
})
