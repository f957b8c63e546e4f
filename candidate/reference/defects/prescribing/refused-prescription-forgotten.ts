import { itemsStore } from '../../prescribing/items-store.ts'
import { afterRefusal } from '../../prescribing/send-prescription.ts'
import { defect } from '../defect.ts'

export const refusedPrescriptionForgotten = defect({
  name: 'refused-prescription-forgotten',
  requirement: 'TIF-CS-11',
  story: 'Ends what EPS refuses: it is neither on its way nor on the list of what is to be signed, and says nothing of why.',
  replaces: afterRefusal,
  with: (work, prescription, result) => {
    const store = itemsStore(work.services)
    try {
      return afterRefusal.proper(work, prescription, result)
    } finally {
      for (const item of store.ofPatient(prescription.patientId))
        if (item.problem) store.update(item, { status: 'discarded', problem: null })
    }
  },
})
