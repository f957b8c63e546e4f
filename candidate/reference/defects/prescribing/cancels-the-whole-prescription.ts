import { itemsToCancel } from '../../prescribing/cancel-item.ts'
import { itemsStore } from '../../prescribing/items-store.ts'
import { defect } from '../defect.ts'

export const cancelsTheWholePrescription = defect({
  name: 'cancels-the-whole-prescription',
  requirement: 'TIF-EPS-11',
  story: 'Cancels all items of the prescription when one of them is to go.',
  replaces: itemsToCancel,
  with: ({ services }, { prescriptionId }) => itemsStore(services).ofPrescription(prescriptionId ?? 0),
})
