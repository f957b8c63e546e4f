import { isAnswered } from '../../laboratory/laboratory-messages.ts'
import { defect } from '../defect.ts'

export const neverAcknowledged = defect({
  name: 'never-acknowledged',
  requirement: 'DDP04',
  story: 'Files results and tells laboratories nothing.',
  replaces: isAnswered,
  with: () => false,
})
