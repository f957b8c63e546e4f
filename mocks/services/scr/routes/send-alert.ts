import { empty } from '../../../kit/reply.ts'
import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import { isValid } from '../../../../config/identifiers/nhs-number.ts'
import { EVERY_CALL, fhirBody, USER } from '../access.ts'
import { checkAlert } from '../check-alert.ts'
import { outcome } from '../errors.ts'
import { list, object, text } from '../json.ts'
import type { ScrState } from '../state.ts'
import { SYSTEM } from '../systems.ts'

const CLAUSE = 'SCR FHIR API: Send a privacy alert message (POST /AuditEvent)'

/** Tells an organisation's Privacy Officer that a summary was looked at without permission, or a relationship claimed. 201 without a body. */
export const sendAlert = route<ScrState>({
  operation: 'alert',
  method: 'POST',
  path: '/AuditEvent',
  access: USER,
  requires: [...EVERY_CALL, fhirBody],
  subject: (call) => text(list(object(call.json)['agent']).map((agent) => object(object(object(agent)['who'])['identifier'])).find(({ system }) => system === SYSTEM.nhsNumber)?.['value']),
  handle(call) {
    const alert = checkAlert(object(call.json))
    if (!isValid(alert.nhsNumber)) refuse(outcome(400, 'value', "Invalid value - XYZ in field 'NHS_NUMBER'"), { rule: 'nhs-number', detail: `${alert.nhsNumber} is no NHS number`, clause: CLAUSE })
    const { grant } = call
    call.state.alerts.push({
      ...alert,
      receivedAt: call.environment.clock.now(),
      applicationId: grant!.applicationId,
      ...(grant!.kind === 'healthcare-worker' && { userId: grant!.userId }),
      resource: object(call.json),
    })
    return empty(201)
  },
})
