import { onTrouble } from '../../mesh/collect.ts'
import { defect } from '../defect.ts'

export const mailboxTroubleNotTold = defect({
  name: 'mailbox-trouble-not-told',
  requirement: 'TIF-MESH-02',
  story: 'Writes to a log that the mailbox could not be reached; nobody at the practice reads it.',
  replaces: onTrouble,
  with: () => undefined,
})
