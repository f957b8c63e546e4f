import { randomUUID } from 'node:crypto'
import { sendWaiting } from '../../mesh/collect.ts'
import { defect } from '../defect.ts'

export const messageMadeAnewForEachAttempt = defect({
  name: 'message-made-anew-for-each-attempt',
  requirement: 'TIF-MESH-02',
  story: 'Gives a message new ids whenever it tries again, so that a recipient who has it already takes it for another.',
  replaces: sendWaiting,
  with: (services, mesh, problems) =>
    sendWaiting.proper(services, { ...mesh, send: (message) => mesh.send({ ...message, content: message.content.replace(/<MessageHeader><id value="[^"]+"/, `<MessageHeader><id value="${randomUUID()}"`) }) }, problems),
})
