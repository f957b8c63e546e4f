import { findWorker } from '../../national/healthcare-worker.ts'
import { Refusal } from '../../refusal.ts'
import { defect } from '../defect.ts'

export const workerDirectoryTroubleIsNobody = defect({
  name: 'worker-directory-trouble-is-nobody',
  requirement: 'TIF-CS-11',
  story: 'Tells the manager that nobody has a number when the directory cannot be read.',
  replaces: findWorker,
  with: async (work, id) => {
    try {
      return await findWorker.proper(work, id)
    } catch (error) {
      if (error instanceof Refusal) return { outcome: 'unknown' as const }
      throw error
    }
  },
})
