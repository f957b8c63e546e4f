import { healthcareWorker } from '../../../kit/access.ts'
import { refuse } from '../../../kit/refusal.ts'
import { text } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { eventOf, medicationRequestsOf } from '../fhir.ts'
import { contentType, requestId, sessionRole } from '../headers.ts'
import { cancellationRequest } from '../hl7/cancellation-request.ts'
import { toPrettyXml } from '../hl7/element.ts'
import { parentPrescription } from '../hl7/parent-prescription.ts'
import { sendMessage } from '../hl7/send-message.ts'
import { processing, subjectOf, validated, verified } from '../incoming.ts'
import { bareOutcome } from '../outcome.ts'
import { asElement, carriedSignature } from '../signature.ts'
import type { EpsState } from '../state.ts'

/** POST /FHIR/R4/$convert: the HL7 V3 message that would go to Spine. */
export const convert = route<EpsState>({
  operation: 'convert',
  method: 'POST',
  path: '/FHIR/R4/$convert',
  access: [healthcareWorker({ aal: [3] })],
  requires: [requestId, sessionRole, contentType],
  subject: subjectOf,
  handle(call) {
    if (validated(call).resourceType !== 'Bundle') {
      refuse(bareOutcome(400, { severity: 'fatal', code: 'invalid', diagnostics: 'Message not supported by $convert endpoint' }), {
        rule: 'convert-unsupported',
        detail: 'only prescription-order and prescription-order-update messages are converted',
        clause: 'EPS FHIR Prescribing API, $convert',
      })
    }
    const bundle = verified(call)
    const now = call.environment.clock.now()
    const grant = call.grant
    const sender = { userId: grant?.kind === 'healthcare-worker' ? grant.userId : '', roleId: call.header('nhsd-session-urid') ?? '' }
    const message = processing(() => {
      const messageId = bundle.identifier?.value ?? ''
      if (eventOf(bundle) === 'prescription-order-update')
        return sendMessage('PORX_IN030101SM32', messageId, now, sender, cancellationRequest(bundle, now))
      const signature = carriedSignature(bundle, medicationRequestsOf(bundle)[0]!.requester)
      const prescription = parentPrescription(bundle, signature?.when ?? now, signature && asElement(signature.xml))
      return sendMessage('PORX_IN020101SM31', messageId, now, sender, prescription.message)
    })
    return text(200, toPrettyXml(message), 'application/xml')
  },
})
