import { permits } from '../../session/permission.ts'
import { defect } from '../defect.ts'

export const rightsByJobTitle = defect({
  name: 'rights-by-job-title',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Lets only doctors and nurses read the record, by the code of their job, whatever activities CIS2 gives to whom.',
  replaces: permits,
  with: (role, activity) => permits.proper(role, activity) && (!['B0360', 'B0370'].includes(activity) || /:R800[01]$/.test(role.code)),
})
