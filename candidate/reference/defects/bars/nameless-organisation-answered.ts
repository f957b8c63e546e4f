import { organisationIn } from '../../bars/sender.ts'
import { defect } from '../defect.ts'

export const namelessOrganisationAnswered = defect({
  name: 'nameless-organisation-answered',
  requirement: 'TIF-GPC-11',
  story: 'Takes a call without a known organisation for one of "another service".',
  replaces: organisationIn,
  with: (resource) => organisationIn.proper(resource) ?? { odsCode: 'UNKNOWN', name: 'Another service' },
})
