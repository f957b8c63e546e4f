import type { Call } from '../../../../kit/call.ts'
import { application } from '../../../../kit/access.ts'
import { fhir, json, type Reply } from '../../../../kit/reply.ts'
import { route } from '../../../../kit/route.ts'
import { defineService } from '../../../../kit/service.ts'
import { entriesOf, readTask, subjectOf } from './check-task.ts'
import { createState, type StatusUpdate, type UpdatesState } from './state.ts'

const CLAUSE = 'Prescription Status Update API: Update prescription status'
const PAGE = 15

type OutcomeCode = 'success' | 'value' | 'processing' | 'timeout' | 'duplicate' | 'throttled' | 'exception'

const outcome = (call: Call, code: OutcomeCode, diagnostics: string) => ({
  resourceType: 'OperationOutcome',
  meta: { lastUpdated: new Date(call.environment.clock.now()).toISOString() },
  issue: [{ severity: code === 'success' ? 'information' : 'error', code, diagnostics }],
})

const refusal = (status: number, code: OutcomeCode, diagnostics: string) => (call: Call): Reply => fhir(status, outcome(call, code, diagnostics))

const errors = {
  value: refusal(400, 'value', 'Missing values or invalid JSON in request.'),
  processing: refusal(401, 'processing', 'Missing or invalid OAuth 2.0 bearer token in request.'),
  timeout: refusal(408, 'timeout', 'Request timed out.'),
  duplicate: refusal(409, 'duplicate', 'Request contains a task id and prescription id identical to a record already in the data store.'),
  throttled: refusal(429, 'throttled', 'You have exceeded your application rate limit.'),
  exception: refusal(500, 'exception', 'The Server has encountered an error processing the request.'),
  gatewayTimeout: refusal(504, 'timeout', 'The server has timed out while processing the request sent by the client.'),
}

/** A dispenser tells how items stand: all of a request, or none. Source: POST /. */
const update = route<UpdatesState>({
  operation: 'prescription-status-update-bundle',
  method: 'POST',
  path: '/',
  access: [application()],
  subject: (call) => subjectOf(call.json),
  handle(call) {
    const requestId = call.header('x-request-id')
    const entries = entriesOf(call.json)
    if (!requestId || !entries) {
      call.note({ rule: 'status-update-request', detail: requestId ? 'the body is no transaction' : 'no X-Request-ID', clause: CLAUSE })
      return errors.value(call)
    }
    const read = entries.map(({ fullUrl, task }) => ({ fullUrl, result: readTask(task, call.environment.clock.now()) }))
    for (const { result } of read) if ('wrong' in result) for (const detail of result.wrong) call.note({ rule: 'status-update-task', detail, clause: CLAUSE })
    const updates = read.flatMap(({ result }) => ('update' in result ? [{ ...result.update, applicationId: call.grant!.applicationId, requestId }] : []))
    const complete = updates.length === read.length
    if (complete && updates.some((each, at) => isKnown(each, call.state.updates) || isKnown(each, updates.slice(0, at)))) return errors.duplicate(call)
    if (complete) call.state.updates.push(...updates)
    const answered = read.map(({ fullUrl, result }) => ({
      fullUrl,
      response: 'wrong' in result ? { status: '400 Bad Request', outcome: outcome(call, 'value', result.wrong.join(' ')) } : { status: complete ? '201 Created' : '200 OK', outcome: outcome(call, 'success', complete ? 'No issues detected during validation.' : 'Data not committed due to issues in other entries.') },
    }))
    return fhir(complete ? 201 : 400, { resourceType: 'Bundle', type: 'transaction-response', meta: { lastUpdated: new Date(call.environment.clock.now()).toISOString() }, entry: answered })
  },
})

const isKnown = ({ taskId, prescriptionId }: StatusUpdate, among: readonly StatusUpdate[]): boolean => among.some((each) => each.taskId === taskId && each.prescriptionId === prescriptionId)

/** Updates of the caller's own, fifteen at a time; in test environments only. Source: GET /checkprescriptionstatusupdates. */
const check = route<UpdatesState>({
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

/** Dispensers tell how far prescriptions are, so that patients need not ask. A GP system calls none of this. */
export const service = defineService({
  key: 'eps-status-update',
  title: 'Prescription Status Update',
  basePath: '/prescription-status-update',
  spec: { title: 'Prescription Status Update API', url: 'https://digital.nhs.uk/developer/api-catalogue/prescription-status-update-api', version: '0.0.1' },
  state: createState,
  routes: [update, check],
  errors,
  refuseAccess: (_problem, call) => errors.processing(call),
  everyReply: (call) => ({ 'x-request-id': call.header('x-request-id') ?? '', 'x-correlation-id': call.header('x-correlation-id') ?? '' }),
  controls: {
    /** A dispenser's system tells the status of an item, as it would by the API. */
    tell(state: UpdatesState, told: Pick<StatusUpdate, 'prescriptionId' | 'lineItemId' | 'nhsNumber' | 'pharmacy' | 'status'>, environment): void {
      const lastModified = new Date(environment.clock.now()).toISOString()
      state.updates.push({ ...told, applicationId: 'dispenser', requestId: environment.random.uuid(), taskId: environment.random.uuid(), taskStatus: /collected|dispatched|not dispensed/i.test(told.status) ? 'completed' : 'in-progress', lastModified })
    },

    /** Statuses of a patient's prescriptions cannot be told, or can again. */
    setTracking(state: UpdatesState, { nhsNumber, available }: { nhsNumber: string; available: boolean }): void {
      if (available) state.untracked.delete(nhsNumber)
      else state.untracked.add(nhsNumber)
    },
  },
})
