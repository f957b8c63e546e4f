import { takeIn } from '../../mesh/take-in.ts'
import { defect } from '../defect.ts'

export const acknowledgedWhetherOrNotItCame = defect({
  name: 'acknowledged-whether-or-not-it-came',
  requirement: 'TIF-MESH-02',
  story: 'Tells MESH in the clean-up, which also runs when the message could not be collected: MESH lets go of it, and nobody has it.',
  replaces: takeIn,
  with: async (services, mesh, id) => {
    try {
      await takeIn.proper(services, mesh, id)
    } finally {
      await mesh.acknowledge(id)
    }
  },
})
