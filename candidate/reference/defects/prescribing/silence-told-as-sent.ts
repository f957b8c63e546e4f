import { itemsStore } from '../../prescribing/items-store.ts'
import { prescriptionsStore } from '../../prescribing/prescriptions-store.ts'
import { afterSilence } from '../../prescribing/send-prescription.ts'
import { defect } from '../defect.ts'

export const silenceToldAsSent = defect({
  name: 'silence-told-as-sent',
  requirement: 'TIF-EPS-14',
  story: 'Takes a prescription for sent once it has left the house. Whether EPS ever got it shows when the patient stands in the pharmacy.',
  replaces: afterSilence,
  with: ({ services }, prescription) => {
    const store = itemsStore(services)
    for (const item of store.ofPrescription(prescription.id)) store.update(item, { status: 'sent' })
    return prescriptionsStore(services).setStatus(prescription, 'sent')
  },
})
