import { isInForce } from '../../proxy-access/acting-for.ts'
import { defect } from '../defect.ts'

export const endedByDateGoesOn = defect({
  name: 'ended-by-date-goes-on',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Looks at the state of a role and not at its end: nobody changes the state on the day.',
  replaces: isInForce,
  with: ({ until: _until, ...role }, birthDate, now) => isInForce.proper(role, birthDate, now),
})
