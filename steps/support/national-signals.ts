import { CandidateFault } from '../../candidate/port/faults.ts'
import type { ControlClient } from '../../mocks/control-client.ts'
import type { AssayWorld } from '../world.ts'

export type Signal = Awaited<ReturnType<ControlClient['outside']['mns']['publish']>>[number]
type NationalEvent = Parameters<ControlClient['outside']['mns']['publish']>[0]

/** The mailbox from which MNS sends. */
const SENDER = 'X26HC999'

/** A national service publishes an event; gives the signal that goes to the practice, which must have subscribed. */
export async function publishEvent(world: AssayWorld, event: NationalEvent): Promise<Signal> {
  const signals = await world.hub.outside.mns.publish(event)
  const [signal] = signals.filter(({ endpoint }) => endpoint.startsWith('mesh:'))
  if (!signal) throw new CandidateFault(`The candidate has not subscribed to ${event.type}: expected a signal to its mailbox, saw ${signals.length ? signals.map(({ endpoint }) => endpoint).join(', ') : 'none'}.`)
  return signal
}

/** Brings a signal to the mailbox that its subscription names. */
export async function bringSignal(world: AssayWorld, { endpoint, body, subject }: Signal): Promise<void> {
  const [, to = '', workflowId = ''] = /^mesh:\/\/(\w*)\?workflow_id=(.+)$/.exec(endpoint) ?? []
  await world.hub.outside.mesh.deliver({ from: SENDER, to, workflowId, text: body, about: subject })
}
