import { roleOfSigner } from '../../prescribing/build-order.ts'
import { defect } from '../defect.ts'

export const somebodyElsesRoleOnThePrescription = defect({
  name: 'somebody-elses-role-on-the-prescription',
  requirement: 'TIF-EPS-10',
  story: 'Names the role that CIS2 listed last, not the one the prescriber chose to work in.',
  replaces: roleOfSigner,
  with: ({ session, role }) => session.roles.at(-1) ?? role,
})
