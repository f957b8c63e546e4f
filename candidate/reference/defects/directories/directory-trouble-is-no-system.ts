import { findSystem } from '../../national/sds.ts'
import { Refusal } from '../../refusal.ts'
import { defect } from '../defect.ts'

export const directoryTroubleIsNoSystem = defect({
  name: 'directory-trouble-is-no-system',
  requirement: 'TIF-CS-11',
  story: 'Takes an error of the directory for an empty one: the user is told that a practice has no system.',
  replaces: findSystem,
  with: async (work, odsCode, interaction) => {
    try {
      return await findSystem.proper(work, odsCode, interaction)
    } catch (error) {
      if (error instanceof Refusal) return undefined
      throw error
    }
  },
})
