import { heldUnder } from '../../bars/door.ts'
import { defect } from '../defect.ts'

export const toldIdLeadsNowhere = defect({
  name: 'told-id-leads-nowhere',
  requirement: 'BARS01',
  story: 'Gives referrals an id that it does not know again: nobody can ask what has become of them.',
  replaces: heldUnder,
  with: (services, kind, id) => (kind === 'Appointment' ? heldUnder.proper(services, kind, id) : undefined),
})
