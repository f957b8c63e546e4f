import type { Environment } from './environment.ts'

/** Which delivery it is: the service, its name there (`Service.deliveries`), and the patient it is about. */
export interface DeliveryName {
  service: string
  delivery: string
  subject?: string | undefined
}

/**
 * Delivers something to the candidate: a callback, or a message into its mailbox. Faults can make it arrive twice, or only after the
 * next delivery of the same name. Services that deliver do so through this.
 *
 * @param send carries the delivery out; called again for one that arrives twice
 * @param held what to say of a delivery that is held back
 */
export function deliver<T>(environment: Environment, { service, delivery, subject }: DeliveryName, send: () => T, held: () => T): T {
  const fault = environment.faults.takeDelivery(service, delivery, subject)
  const heldBack = environment.heldBackAt(`${service} ${delivery}`)
  if (fault?.kind === 'out-of-order-delivery') {
    heldBack.push(send)
    return held()
  }
  const first = send()
  const rest = [...(fault ? [send] : []), ...(heldBack.splice(0) as (() => T)[])]
  if (!(first instanceof Promise)) {
    for (const next of rest) next()
    return first
  }
  return first.then(async (result: unknown) => {
    for (const next of rest) await next()
    return result
  }) as T
}
