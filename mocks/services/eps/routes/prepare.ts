import { healthcareWorker } from '../../../kit/access.ts'
import type { Call } from '../../../kit/call.ts'
import { fhir } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { fhirDateTime } from '../dates.ts'
import { eventOf, medicationRequestsOf, type Bundle } from '../fhir.ts'
import { contentType, requestId, sessionRole } from '../headers.ts'
import { parentPrescription } from '../hl7/parent-prescription.ts'
import { fragmentsToBeHashed, signedInfo } from '../hl7/signed-info.ts'
import { processing, subjectOf, verified } from '../incoming.ts'
import { FHIR_JSON } from '../outcome.ts'
import { ProcessingError } from '../processing-error.ts'
import { observeActor } from '../rules/observations.ts'
import { carriedSignature } from '../signature.ts'
import type { EpsState, PreparationFlaw } from '../state.ts'

/**
 * POST /FHIR/R4/$prepare: what a prescriber must sign. The digest is the canonical SignedInfo in base64; the timestamp is
 * part of what is signed and must come back as the signature's `when`.
 */
export const prepare = route<EpsState>({
  operation: 'prepare-prescription',
  method: 'POST',
  path: '/FHIR/R4/$prepare',
  access: [healthcareWorker({ aal: [3] })],
  requires: [requestId, sessionRole, contentType],
  subject: subjectOf,
  handle(call) {
    const bundle = verified(call)
    const flaw = takeFlaw(call)
    const algorithm = flaw === 'sha1' ? 'sha1' : 'sha256'
    const [info, timestamp] = processing(() => {
      if (eventOf(bundle) !== 'prescription-order')
        throw new ProcessingError(
          'INVALID_VALUE',
          "MessageHeader.eventCoding.code must be 'prescription-order'.",
          'MessageHeader.eventCoding.code',
        )
      // A message that is signed already is prepared for the moment it says.
      const when = carriedSignature(bundle, medicationRequestsOf(bundle)[0]!.requester)?.when ?? call.environment.clock.now()
      observeActor(call, bundle, 'prescribe')
      const content = flaw === 'other-content' ? withAnotherQuantity(bundle) : bundle
      return [signedInfo(fragmentsToBeHashed(parentPrescription(content, when).signed), algorithm), fhirDateTime(when)]
    })
    const parameters = [
      { name: 'digest', valueString: Buffer.from(info).toString('base64') },
      { name: 'timestamp', valueString: timestamp },
      { name: 'algorithm', valueString: algorithm === 'sha1' ? 'RS1' : 'RS256' },
    ]
    return fhir(200, { resourceType: 'Parameters', parameter: parameters }, FHIR_JSON)
  },
})

/** What a scenario wants wrong with this answer; once. */
function takeFlaw(call: Call<EpsState>): PreparationFlaw | undefined {
  const nhsNumber = subjectOf(call) ?? ''
  const flaw = call.state.spoiled.get(nhsNumber)
  call.state.spoiled.delete(nhsNumber)
  return flaw
}

/** The same prescription, but for ten times the first quantity. */
function withAnotherQuantity(bundle: Bundle): Bundle {
  const copy = structuredClone(bundle)
  const quantity = medicationRequestsOf(copy)[0]?.dispenseRequest?.quantity
  if (quantity?.value !== undefined) quantity.value = `${quantity.value}0`
  return copy
}
