import { transitWarnings } from '../../gp-connect/record-areas.ts'
import { formatDate } from '../../pages/format.ts'
import { defect } from '../defect.ts'

export const recordOnItsWayForEver = defect({
  name: 'record-on-its-way-for-ever',
  requirement: 'TIF-GPC-19',
  story: 'Says of everybody that their record is on its way from another practice, long after it has come: nobody heeds it any more.',
  replaces: transitWarnings,
  with: (_services, { registrations: [registration] }) => [
    { code: 'data-in-transit' as const, text: `Patient record transfer from previous GP practice not yet complete; any information recorded before ${formatDate(registration?.startedOn ?? '')} has been excluded.` },
  ],
})
