import { meshStore } from '../../mesh/mesh-store.ts'
import { randomUUID } from 'node:crypto'
import { sendWaiting } from '../../mesh/collect.ts'
import { defect } from '../defect.ts'

export const answerNotSentAgain = defect({
  name: 'answer-not-sent-again',
  requirement: 'TIF-GFR-02',
  story: 'Ticks an answer off before it is sent; if it does not get through, the sender never hears.',
  replaces: sendWaiting,
  with: async (services, mesh, problems) => {
    const store = meshStore(services)
    const waiting = store.unsent()
    for (const { id } of waiting) store.sent(id, randomUUID())
    for (const { id, recipient, workflowId, subject, content } of waiting) {
      await mesh.send({ to: recipient, workflowId, subject, localId: String(id), content }).catch((error: Error) => problems.push(error.message))
    }
    return waiting.length
  },
})
