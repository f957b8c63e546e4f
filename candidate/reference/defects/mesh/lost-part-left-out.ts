import { NationalRefusal } from '../../national/answer.ts'
import { sendPart } from '../../national/mesh.ts'
import { defect } from '../defect.ts'

export const lostPartLeftOut = defect({
  name: 'lost-part-left-out',
  requirement: 'GPCM-C-1',
  story: 'Goes on with the next part of a message when one did not get through.',
  replaces: sendPart,
  with: async (send) =>
    send().catch((error: unknown) => {
      if (!(error instanceof NationalRefusal)) throw error
    }),
})
