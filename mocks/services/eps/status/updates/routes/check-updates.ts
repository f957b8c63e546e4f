import { application } from '../../../../../kit/access.ts'
import { json } from '../../../../../kit/reply.ts'
import { route } from '../../../../../kit/route.ts'
import type { StatusUpdate, UpdatesState } from '../state.ts'

const PAGE = 15

/** Updates of the caller's own, fifteen at a time; in test environments only. Source: GET /checkprescriptionstatusupdates. */
export const checkUpdates = route<UpdatesState>({
  operation: 'check-prescription-status-updates',
  method: 'GET',
  path: '/checkprescriptionstatusupdates',
  access: [application()],
  subject: (call) => call.query.get('nhsnumber') ?? undefined,
  handle(call) {
    const wanted = (name: string, value: string) => (call.query.get(name) ?? value).toUpperCase() === value.toUpperCase()
    const own = call.state.updates.filter((each) => each.applicationId === call.grant!.applicationId && wanted('odscode', each.pharmacy) && wanted('nhsnumber', each.nhsNumber) && wanted('prescriptionid', each.prescriptionId))
    const after = own.findIndex(({ taskId, prescriptionId }) => taskId === call.header('exclusivestartkey-taskid') && prescriptionId === call.header('exclusivestartkey-prescriptionid'))
    const page = own.slice(after + 1, after + 1 + PAGE)
    const last = after + 1 + PAGE < own.length ? page.at(-1) : undefined
    return json(200, { items: page.map(itemOf) }, last ? { 'lastevaluatedkey-prescriptionid': last.prescriptionId, 'lastevaluatedkey-taskid': last.taskId } : {})
  },
})

const itemOf = ({ applicationId, requestId, taskId, prescriptionId, lineItemId, nhsNumber, pharmacy, status, taskStatus, lastModified }: StatusUpdate) => ({
  ApplicationName: applicationId,
  RequestID: requestId,
  LastModified: lastModified,
  TerminalStatus: taskStatus,
  PharmacyODSCode: pharmacy,
  Status: status,
  TaskID: taskId,
  PatientNHSNumber: nhsNumber,
  LineItemID: lineItemId,
  PrescriptionID: prescriptionId,
})
