import { isTakenAlready, takeIn } from '../../mesh/take-in.ts'
import { defect } from '../defect.ts'

export const acknowledgedOnlyOnce = defect({
  name: 'acknowledged-only-once',
  requirement: 'TIF-MESH-02',
  story: 'Passes over a message that it has already, without telling MESH again: it stays in the mailbox until its sender is told that nobody took it.',
  replaces: takeIn,
  with: async (services, mesh, id) => {
    if (!isTakenAlready(services, id)) await takeIn.proper(services, mesh, id)
  },
})
