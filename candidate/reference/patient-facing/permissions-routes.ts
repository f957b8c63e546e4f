import type { Routes } from '../area.ts'
import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { usualName } from '../demographics/details.ts'
import { formatName } from '../pages/format.ts'
import { answer } from './answering.ts'
import { asCitizen, callerOf, ownNhsNumber } from './caller.ts'
import { accessOf, isOffered, type OnlineAccess } from './online-access.ts'
import { onlinePatient } from './online-patient.ts'

/** What an app is told of what was arranged. What the practice does not offer is open to nobody. */
export const permissionsShown = behaviour(
  'patient-facing.permissionsShown',
  ({ effectiveDate, current, historical, prescriptions }: OnlineAccess, offered: { record: boolean; prescriptions: boolean }): object => ({
    medicalRecord: {
      effectiveDate,
      current: { accessLevel: offered.record ? current : 'none' },
      historical: { accessLevel: offered.record ? historical : 'none' },
    },
    prescriptions: { accessLevel: offered.prescriptions ? prescriptions : 'none' },
  }),
)

/** What a patient may see and do online. Source: GP Connect (Patient Facing) User Permissions. */
export function permissionRoutes(api: Routes): void {
  api.get('/Patient/:id', async (context) => {
    const services = context.get('services')
    const caller = await callerOf(context, { needsRequestId: false })
    ownNhsNumber(caller, context.req.param('id'), { invalid: 'INVALID_RESOURCE_ID', notOwn: 'PATIENT_NOT_FOUND' })
    const { id, national } = onlinePatient(services, caller.nhsNumber)
    audited(asCitizen(context, caller, formatName(national.name?.[usualName(national)] ?? {})), {
      event: 'permissions-viewed',
      action: 'R',
      patientId: id,
    })
    const offered = { record: isOffered(services, 'record'), prescriptions: isOffered(services, 'prescriptions') }
    return answer(context, permissionsShown(accessOf(services, id), offered), { mediaType: 'application/json' })
  })
}
