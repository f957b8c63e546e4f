import { findNationally } from '../../immunisations/read-vaccinations.ts'
import { NationalRefusal } from '../../national/answer.ts'
import { defect } from '../defect.ts'

export const unreadVaccinationsAreNone = defect({
  name: 'unread-vaccinations-are-none',
  requirement: 'TIF-CS-11',
  story: 'Shows what is on the record when what others have given cannot be read, and says nothing.',
  replaces: findNationally,
  with: (work, nhsNumber) =>
    findNationally.proper(work, nhsNumber).catch((failure: unknown) => {
      if (failure instanceof NationalRefusal) return []
      throw failure
    }),
})
