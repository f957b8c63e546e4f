import { includesAsked } from '../../gp-connect/slots.ts'
import { defect } from '../defect.ts'

export const everythingGoesAlong = defect({
  name: 'everything-goes-along',
  requirement: 'TIF-GPC-12',
  story: 'Sends clinicians and places along with times whether or not they are asked for.',
  replaces: includesAsked,
  with: (work, slots) =>
    includesAsked.proper(work, slots, ['Schedule:actor:Practitioner', 'Schedule:actor:Location', 'Location:managingOrganization']),
})
