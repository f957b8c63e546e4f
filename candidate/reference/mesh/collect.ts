import { behaviour } from '../behaviour.ts'
import { NationalRefusal } from '../national/answer.ts'
import type { Mesh } from '../national/mesh.ts'
import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import { handlers } from './handlers.ts'
import { meshStore } from './mesh-store.ts'
import { takeIn } from './take-in.ts'

/** What one round of collecting came to. */
export interface Collection {
  waiting: number
  taken: number
  sent: number
  /** What did not work, in words; it is tried again in the next round. */
  problems: string[]
}

const DAY_MS = 86_400_000
const TROUBLE = 'mailbox-trouble'

/** Whether to go on with the next message after one could not be taken in: it does not stand in the way of the others. */
export const goesOn = behaviour('mesh.goesOn', (_problem: NationalRefusal): boolean => true)

/** Whether the connection is to be shown to stand: once a day. Source: MESH API, handshake. */
export const handshakeDue = behaviour('mesh.handshakeDue', (last: string | undefined, now: number): boolean => last === undefined || now - Date.parse(last) >= DAY_MS)

/** Sends what waits to be sent; what does not get through waits for the next round. */
export const sendWaiting = behaviour('mesh.sendWaiting', async (services: Services, mesh: Mesh, problems: string[]): Promise<number> => {
  const store = meshStore(services)
  let sent = 0
  for (const { id, recipient, workflowId, subject, content, fileName, localId = String(id) } of store.unsent()) {
    try {
      store.sent(id, await mesh.send({ to: recipient, workflowId, subject, localId, content, ...(fileName !== undefined && { fileName }) }))
      sent++
    } catch (error) {
      if (!(error instanceof NationalRefusal)) throw error
      problems.push(error.message)
    }
  }
  return sent
})

/** What the practice is told when its mailbox cannot be reached: letters may be waiting there. */
export const onTrouble = behaviour('mesh.onTrouble', ({ tasks }: Services, problems: readonly string[]): void => {
  for (const { id } of problems.length === 0 ? tasks.list({ status: 'requested', code: TROUBLE }) : []) tasks.close(id, 'completed', 'MESH')
  if (problems.length > 0) tasks.raise({ code: TROUBLE, text: `Messages from other organisations could not all be collected or answered: ${problems[0]} It is tried again by itself.` })
})

const underWay = new WeakMap<Services, Promise<Collection>>()

/** Empties the practice's mailbox, and sends what is to be sent. One round at a time: whoever asks meanwhile gets the same. */
export function collectMessages(services: Services): Promise<Collection> {
  const { mesh } = services
  if (!mesh) throw new Refusal('rule', 'This practice has no mailbox. Set areas.mesh in the configuration.')
  const running = underWay.get(services)
  if (running) return running
  const round = collect(services, mesh).finally(() => underWay.delete(services))
  underWay.set(services, round)
  return round
}

async function collect(services: Services, mesh: Mesh): Promise<Collection> {
  const store = meshStore(services)
  const collection: Collection = { waiting: 0, taken: 0, sent: 0, problems: [] }
  try {
    if (handshakeDue(store.lastHandshake(), services.clock.now())) {
      await mesh.handshake()
      store.shookHands()
    }
    const ids = await mesh.waiting()
    collection.waiting = ids.length
    for (const id of ids) {
      try {
        await takeIn(services, mesh, id)
        collection.taken++
      } catch (error) {
        if (!(error instanceof NationalRefusal) || !goesOn(error)) throw error
        collection.problems.push(error.message)
      }
    }
  } catch (error) {
    if (!(error instanceof NationalRefusal)) throw error
    collection.problems.push(error.message)
  }
  for (const handler of handlers) await handler.afterwards?.(services)
  collection.sent = await sendWaiting(services, mesh, collection.problems)
  onTrouble(services, collection.problems)
  return collection
}
