import { userinfoOf } from '../../session/cis2.ts'
import { defect } from '../defect.ts'

export const unknownRolesBecomeStandardOnes = defect({
  name: 'unknown-roles-become-standard-ones',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Gives a user the rights of a receptionist when CIS2 does not say what their roles are, so that the front desk can go on.',
  replaces: userinfoOf,
  with: async (fetchUserinfo, { sub }) =>
    fetchUserinfo().catch(() => ({
      sub,
      nhsid_useruid: sub,
      name: 'NHS user',
      nhsid_nrbac_roles: [{ person_roleid: '555254240504', org_code: 'A99901', role_code: 'S8000:G8000:R8009', role_name: 'Receptionist', activity_codes: ['B0820', 'B0825'] }],
    })),
})
