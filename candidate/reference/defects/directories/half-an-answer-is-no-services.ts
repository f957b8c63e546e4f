import { findListedServices } from '../../national/dos.ts'
import { Refusal } from '../../refusal.ts'
import { defect } from '../defect.ts'

export const halfAnAnswerIsNoServices = defect({
  name: 'half-an-answer-is-no-services',
  requirement: 'TIF-CS-11',
  story: 'Shows an organisation without any services when only those could not be read.',
  replaces: findListedServices,
  with: async (work, odsCode) => {
    try {
      return await findListedServices.proper(work, odsCode)
    } catch (error) {
      if (error instanceof Refusal) return []
      throw error
    }
  },
})
