import type { MedicationOrder } from '../../candidate/port/prescribing.ts'
import { resourcesIn, type EpsMessage } from '../support/eps-message.ts'
import { check, finding } from './check.ts'

/** Each item as the prescriber ordered it: product, dose word for word and in its sequence, quantity and unit. */
export const ensurePrescribedAsOrdered = check('every item is as the prescriber wrote it', async ({ outside }, { prescriptionId, orders }: { prescriptionId: string; orders: readonly MedicationOrder[] }) => {
  if (!(await outside.eps.readPrescription({ prescriptionId }))) return finding('EPS does not have the prescription', { expected: prescriptionId, seen: 'nothing' })
  const items = resourcesIn((await outside.eps.readMessage({ prescriptionId })) as EpsMessage, 'MedicationRequest')
  return orders.flatMap((order) => {
    const item = items.find((each) => each.medicationCodeableConcept?.coding?.some(({ code }) => code === order.code))
    if (!item) return [finding(`${order.term} is missing`, { expected: order.code, seen: items.map((each) => each.medicationCodeableConcept?.coding?.[0]?.code) })]
    const { value, code } = item.dispenseRequest?.quantity ?? {}
    const dosages = (item.dosageInstruction ?? []).toSorted((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0)).map(({ text }) => text)
    return [
      dosages.join(' | ') !== order.dosage.join(' | ') && finding(`another dose of ${order.term}`, { expected: order.dosage.join(' | '), seen: dosages.join(' | ') || 'none' }),
      value !== order.quantity && finding(`another quantity of ${order.term}`, { expected: order.quantity, seen: value ?? 'none' }),
      code !== order.unit.code && finding(`another unit for ${order.term}`, { expected: order.unit.code, seen: code ?? 'none' }),
    ]
  })
})
