import { healthcareWorker } from '../../../kit/access.ts'
import { refuse } from '../../../kit/refusal.ts'
import { fhir } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { currentIssue, settle } from '../lifecycle.ts'
import type { EpsState } from '../state.ts'
import { clinicalView } from './clinical-view.ts'
import { errors, refuseRequest } from './errors.ts'
import { headerProblems, noteSession, prescriptionIdProblems } from './request.ts'

/** GET /RequestGroup/{prescriptionId}: one prescription with its items, what was dispensed, and its history. */
export const details = route<EpsState>({
  operation: 'prescription-details-bundle',
  method: 'GET',
  path: '/RequestGroup/:prescriptionId',
  access: [healthcareWorker({ aal: [3] })],
  subject: (call) => call.state.prescriptions.get((call.params.prescriptionId ?? '').toUpperCase())?.nhsNumber,
  handle(call) {
    const id = (call.params.prescriptionId ?? '').toUpperCase()
    refuseRequest(call, [...prescriptionIdProblems(id), ...headerProblems(call)])
    noteSession(call)
    const prescription = call.state.prescriptions.get(id)
    if (!prescription) return refuse(errors.NOT_FOUND!(call))
    settle(prescription, call.environment.clock.now())
    const number = call.query.get('issueNumber')
    const issue =
      number === null ? currentIssue(prescription) : prescription.issues.find((candidate) => String(candidate.number) === number)
    if (!issue) return refuse(errors.NOT_FOUND!(call))
    return fhir(
      200,
      clinicalView(prescription, issue, () => call.environment.random.uuid()),
    )
  },
})
