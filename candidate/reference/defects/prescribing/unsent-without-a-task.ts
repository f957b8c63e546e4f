import { afterSilence } from '../../prescribing/send-prescription.ts'
import { defect } from '../defect.ts'

export const unsentWithoutATask = defect({
  name: 'unsent-without-a-task',
  requirement: 'TIF-CS-11',
  story: 'Shows on the patient’s page that a prescription was not confirmed, and tells nobody to look there.',
  replaces: afterSilence,
  with: (work, prescription, refusal) => {
    const tasks = {
      ...work.services.tasks,
      raise: () => ({ id: 0, code: '', text: '', status: 'requested' as const, createdAt: '', changedAt: '' }),
    }
    return afterSilence.proper({ ...work, services: { ...work.services, tasks } }, prescription, refusal)
  },
})
