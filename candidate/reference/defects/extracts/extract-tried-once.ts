import { sendWaiting } from '../../mesh/collect.ts'
import { meshStore } from '../../mesh/mesh-store.ts'
import { defect } from '../defect.ts'

export const extractTriedOnce = defect({
  name: 'extract-tried-once',
  requirement: 'TIF-MESH-02',
  story: 'Sends a report once. What did not get through is next week’s.',
  replaces: sendWaiting,
  with: async (services, mesh, problems) => {
    const sent = await sendWaiting.proper(services, mesh, problems)
    for (const { id, workflowId } of meshStore(services).unsent()) if (workflowId.startsWith('GPAD')) meshStore(services).sent(id, `given up ${id}`)
    return sent
  },
})
