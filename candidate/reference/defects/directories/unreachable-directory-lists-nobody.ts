import { findListed } from '../../national/dos.ts'
import { Refusal } from '../../refusal.ts'
import { defect } from '../defect.ts'

export const unreachableDirectoryListsNobody = defect({
  name: 'unreachable-directory-lists-nobody',
  requirement: 'TIF-CS-11',
  story: 'Takes a directory that cannot be read for one that does not list the organisation.',
  replaces: findListed,
  with: async (work, odsCode) => {
    try {
      return await findListed.proper(work, odsCode)
    } catch (error) {
      if (error instanceof Refusal) return undefined
      throw error
    }
  },
})
