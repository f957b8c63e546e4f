import type { Routes } from '../area.ts'
import { audited } from '../audit/audited.ts'
import { usualName } from '../demographics/details.ts'
import { formatName } from '../pages/format.ts'
import { answer } from './answering.ts'
import { asCitizen, callerOf, ownNhsNumber } from './caller.ts'
import { accessOf, isOffered } from './online-access.ts'
import { onlinePatient } from './online-patient.ts'

/** What a patient may see and do online. Source: GP Connect (Patient Facing) User Permissions. */
export function permissionRoutes(api: Routes): void {
  api.get('/Patient/:id', async (context) => {
    const services = context.get('services')
    const caller = await callerOf(context, { needsRequestId: false })
    ownNhsNumber(caller, context.req.param('id'), { invalid: 'INVALID_RESOURCE_ID', notOwn: 'PATIENT_NOT_FOUND' })
    const { id, national } = onlinePatient(services, caller.nhsNumber)
    const { effectiveDate, current, historical, prescriptions } = accessOf(services, id)
    audited(asCitizen(context, caller, formatName(national.name?.[usualName(national)] ?? {})), { event: 'permissions-viewed', action: 'R', patientId: id })
    const [record, ordering] = [isOffered(services, 'record'), isOffered(services, 'prescriptions')]
    return answer(
      context,
      {
        medicalRecord: { effectiveDate, current: { accessLevel: record ? current : 'none' }, historical: { accessLevel: record ? historical : 'none' } },
        prescriptions: { accessLevel: ordering ? prescriptions : 'none' },
      },
      { mediaType: 'application/json' },
    )
  })
}
