import type { Services } from '../../services.ts'
import type { Work } from '../../work.ts'
import { sendUpdate } from '../../demographics/change-patient.ts'
import { defect } from '../defect.ts'

/** Whose change was sent last. */
const last = new WeakMap<Services, Work>()

export const changesInTheLastUsersName = defect({
  name: 'changes-in-the-last-users-name',
  requirement: 'TIF-PDS-05',
  story: 'Gives a connection to PDS back with its user still on it: the next change is sent in the name of whoever made the one before.',
  replaces: sendUpdate,
  with: (work, update) => {
    const { session, role } = last.get(work.services) ?? work
    last.set(work.services, work)
    return sendUpdate.proper({ ...work, session, role }, update)
  },
})
