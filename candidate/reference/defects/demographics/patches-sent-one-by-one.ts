import { randomUUID } from 'node:crypto'
import { sendUpdate } from '../../demographics/change-patient.ts'
import { defect } from '../defect.ts'

export const patchesSentOneByOne = defect({
  name: 'patches-sent-one-by-one',
  requirement: 'TIF-PDS-02',
  story: 'Sends each changed detail as a request of its own. When the second is refused, the first stays.',
  replaces: sendUpdate,
  with: async (work, { patches, ...update }) => {
    let { version } = update
    let result = await sendUpdate.proper(work, { ...update, patches: patches.slice(0, 1) })
    for (const patch of patches.slice(1)) {
      if (result.outcome !== 'updated') break
      version = result.record.version
      result = await sendUpdate.proper(work, { ...update, version, patches: [patch], requestId: randomUUID() })
    }
    return result
  },
})
