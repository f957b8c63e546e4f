import { partsToSend } from '../../national/mesh.ts'
import { defect } from '../defect.ts'

export const onlyTheFirstPartSent = defect({
  name: 'only-the-first-part-sent',
  requirement: 'GPCM-C-1',
  story: 'Cuts off what is too large for one request.',
  replaces: partsToSend,
  with: (content) => partsToSend.proper(content).slice(0, 1),
})
