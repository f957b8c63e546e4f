import { behaviour } from '../behaviour.ts'
import type { CollectedMessage, Mesh } from '../national/mesh.ts'
import type { Services } from '../services.ts'
import { handlers } from './handlers.ts'
import { meshStore } from './mesh-store.ts'

/** Whether a message was taken in before. That it waits again means that MESH never heard of it. */
export const isTakenAlready = behaviour('mesh.isTakenAlready', (services: Services, meshId: string): boolean => meshStore(services).hasCollected(meshId))

/** A message of ours did not arrive: somebody has to know, who can do something about it. */
export const onReport = behaviour('mesh.onReport', (services: Services, { report }: CollectedMessage): void => {
  const sent = report && meshStore(services).bySentId(report.about)
  if (sent && handlers.some(({ undelivered }) => undelivered?.(services, sent, report))) return
  services.tasks.raise({
    code: 'message-undelivered',
    ...(sent?.patientId !== undefined && { patientId: sent.patientId }),
    focus: `mesh:${report?.about ?? ''}`,
    text: `A message to ${sent?.recipient ?? 'another organisation'} was not delivered (${report?.code ?? 'no code'}: ${report?.description ?? 'no reason given'}). Tell them another way.`,
  })
})

/** What nobody here can take in is kept, and somebody looks at it. */
export const onUnknownWorkflow = behaviour('mesh.onUnknownWorkflow', ({ tasks }: Services, { id, workflowId, from }: CollectedMessage): void => {
  tasks.raise({ code: 'message-of-unknown-kind', focus: `mesh:${id}`, text: `A message of a kind that this system does not know (${workflowId}) came from mailbox ${from}. It is kept; ask the sender what it is.` })
})

/** Keeps a message and does with it what is to be done, all or nothing. */
export function keepMessage(services: Services, message: CollectedMessage): void {
  const { database, audit } = services
  database.transaction(() => {
    meshStore(services).keep(message)
    audit.record({ event: 'message-collected', action: 'C', outcome: 'done', agent: { system: 'MESH' }, subject: `mesh:${message.id}`, detail: { workflow: message.workflowId, from: message.from } })
    if (message.type === 'REPORT') return onReport(services, message)
    const handler = handlers.find(({ takes }) => takes(message.workflowId))
    if (handler) handler.takeIn(services, message)
    else onUnknownWorkflow(services, message)
  })
}

/** From the mailbox into the record: MESH is told only once the message is kept, for then it lets go of it. */
export const takeIn = behaviour('mesh.takeIn', async (services: Services, mesh: Mesh, meshId: string): Promise<void> => {
  if (!isTakenAlready(services, meshId)) {
    const message = await mesh.collect(meshId)
    // Gone: nobody can have it any more, and its sender was told.
    if (!message) return
    keepMessage(services, message)
  }
  await mesh.acknowledge(meshId)
})
