import { findSystem } from '../../gp2gp/find-system.ts'
import { NationalRefusal } from '../../national/answer.ts'
import { defect } from '../defect.ts'

export const directoryInTroubleTakenForEmpty = defect({
  name: 'directory-in-trouble-taken-for-empty',
  requirement: 'TIF-GP2GP-01',
  story: 'Takes a directory that does not answer for one that knows no such practice, and asks for the record on paper.',
  replaces: findSystem,
  with: async (platform, practice, action, known) => {
    try {
      return await findSystem.proper(platform, practice, action, known)
    } catch (error) {
      if (error instanceof NationalRefusal) return undefined
      throw error
    }
  },
})
