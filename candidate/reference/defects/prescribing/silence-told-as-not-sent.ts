import { itemsStore } from '../../prescribing/items-store.ts'
import { afterSilence } from '../../prescribing/send-prescription.ts'
import { defect } from '../defect.ts'

export const silenceToldAsNotSent = defect({
  name: 'silence-told-as-not-sent',
  requirement: 'TIF-EPS-14',
  story: 'Puts the items back on the list of what is to be signed when EPS does not answer. Signed anew, they are dispensed twice.',
  replaces: afterSilence,
  with: ({ services }, prescription, refusal) => {
    const store = itemsStore(services)
    for (const item of store.ofPrescription(prescription.id)) store.update(item, { status: 'draft', prescription: null })
    throw refusal
  },
})
