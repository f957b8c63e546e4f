import assert from 'node:assert/strict'
import { cancellation, order, resource, type Json } from './eps-messages.ts'
import { epsWorld } from './eps-world.ts'

export const DAY = 24 * 60 * 60 * 1000
export const idOf = (message: Json): string => resource(message, 'MedicationRequest').groupIdentifier.value

/** A world with one prescription in it, and short ways to act on that. */
export async function withPrescription(input: Omit<Parameters<typeof order>[0], 'environment'> = {}) {
  const eps = epsWorld()
  const { message, answer } = await eps.send(order({ environment: eps.environment, ...input }))
  assert.equal(answer.status, 200, answer.text)
  const prescriptionId = idOf(message)
  const act = {
    read: () => eps.controls.readPrescription(eps.state, { prescriptionId }, eps.environment)!,
    release: (organisation = 'FZ901') => eps.controls.release(eps.state, { prescriptionId, organisation }, eps.environment),
    dispense: (items?: Parameters<typeof eps.controls.dispense>[1]['items']) =>
      eps.controls.dispense(eps.state, { prescriptionId, ...(items && { items }) }, eps.environment),
    notDispense: () => eps.controls.notDispense(eps.state, { prescriptionId }, eps.environment),
    giveBack: () => eps.controls.returnToSpine(eps.state, { prescriptionId }, eps.environment),
    expire: () => eps.controls.expire(eps.state, { prescriptionId }, eps.environment),
    cancel: (options: Parameters<typeof cancellation>[1] = {}) =>
      eps.post('$process-message', cancellation(message, options), { persona: options.by ?? 'GP' }),
  }
  return { eps, message, prescriptionId, ...act }
}

/** What a cancellation was answered with: status, code, and the state the item is told to be in. */
export function told(answer: { status: number; body: Json }): [number, string, string | undefined] {
  if (answer.body.resourceType === 'OperationOutcome') return [answer.status, answer.body.issue[0].details.coding[0].code, undefined]
  const item = resource(answer.body, 'MedicationRequest')
  return [answer.status, item.extension[0].extension[0].valueCoding.code, item.status]
}
