import { mayBeSent } from '../../immunisations/record-vaccination.ts'
import { defect } from '../defect.ts'

export const whatWasReadIsSentAsOurs = defect({
  name: 'what-was-read-is-sent-as-ours',
  requirement: 'TIF-TECH-09',
  story: 'Sends whatever is on the record and has not been sent from here.',
  replaces: mayBeSent,
  with: () => true,
})
