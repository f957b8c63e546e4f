import { application } from '../../../../../kit/access.ts'
import { fhir } from '../../../../../kit/reply.ts'
import { route } from '../../../../../kit/route.ts'
import { entriesOf, readTask, subjectOf } from '../check-task.ts'
import { errors, outcome } from '../errors.ts'
import type { StatusUpdate, UpdatesState } from '../state.ts'

const CLAUSE = 'Prescription Status Update API: Update prescription status'

/** A dispenser tells how items stand: all of a request, or none. Source: POST /. */
export const updateStatuses = route<UpdatesState>({
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
