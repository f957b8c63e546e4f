import type { Call } from '../../kit/call.ts'
import { isValid as isNhsNumber } from '../../../config/identifiers/nhs-number.ts'
import { refuse } from '../../kit/refusal.ts'
import type { Reply } from '../../kit/reply.ts'
import { userOf } from './certificates.ts'
import { spineError, type SpineError } from './errors.ts'
import { identifierValue, medicationRequestsOf, patientOf, resolve, type Bundle, type PractitionerRole } from './fhir.ts'
import { practitionerOf } from './hl7/agent-person.ts'
import { parentPrescription } from './hl7/parent-prescription.ts'
import { issuesOf } from './hl7/repeats.ts'
import { courseOfTherapy } from './hl7/treatment-type.ts'
import { lastUpdatedOf } from './incoming.ts'
import { invalid } from './issue.ts'
import { accepted, object } from './outcome.ts'
import { isValid as isPrescriptionId, isWellFormed } from '../../../config/identifiers/prescription-id.ts'
import { register } from './register.ts'
import { observePrescription } from './rules/observations.ts'
import { asElement, carriedSignature, verifySignature, type Verification } from './signature.ts'
import type { EpsState } from './state.ts'
import { ID } from './systems.ts'

const MAX_ITEMS = 4
const MAX_REPEATS = 99
const INVALID = 'Unable to process message. Information missing or invalid'

/**
 * Takes a signed prescription to Spine: signature first, then what Spine looks at, in its order.
 * May throw a `ProcessingError`.
 */
export function submitOrder(call: Call<EpsState>, bundle: Bundle): Reply {
  const requests = medicationRequestsOf(bundle)
  const first = requests[0]!
  const signature = carriedSignature(bundle, first.requester)
  const now = call.environment.clock.now()
  const prescription = parentPrescription(bundle, signature?.when ?? now, signature && asElement(signature.xml))
  if (!signature) return refuseBySpine(call, 'MISSING_DIGITAL_SIGNATURE', 'no Provenance is signed by the requester of the prescription')

  const verification = verifySignature(signature, prescription, call.state)
  if (verification.findings.length) {
    const objections = verification.findings.map((finding) =>
      invalid(`signature-${finding.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`, finding),
    )
    object(call, objections, '$process-message: signature verification', lastUpdatedOf(bundle))
  }
  observeSigner(call, bundle, verification)
  refuseBadIdentifiers(call, bundle)
  if (requests.length > MAX_ITEMS) refuseBySpine(call, 'INVALID_NUMBER_MEDICATIONREQUESTS', `${requests.length} items`)
  if (courseOfTherapy(requests) === 'continuous-repeat-dispensing' && issuesOf(first) > MAX_REPEATS) {
    refuseBySpine(call, 'INVALID_REPEAT_COUNT', `${issuesOf(first)} issues`)
  }
  refuseDuplicates(call, bundle)
  if (call.state.deceased.has(nhsNumberOf(bundle))) refuse(spineError(call, 'PATIENT_DECEASED'))
  observePrescription(call, bundle)

  const { certificate, algorithm } = verification
  register(call.state, bundle, {
    now,
    signedAt: signature.when,
    signature: {
      algorithm: algorithm!,
      certificate: { subject: certificate!.subject.replaceAll('\n', ','), serialNumber: certificate!.serialNumber },
    },
    message: call.json,
  })
  return accepted(call)
}

function nhsNumberOf(bundle: Bundle): string {
  return identifierValue(patientOf(bundle).identifier, ID.nhsNumber, 'Patient.identifier')
}

function refuseBySpine(call: Call<EpsState>, error: SpineError, detail: string, display?: string): never {
  return refuse(spineError(call, error, display), {
    rule: `spine-${error.toLowerCase().replaceAll('_', '-')}`,
    detail,
    clause: 'EPS FHIR Prescribing API, $process-message#prescription-order, error codes',
  })
}

function refuseBadIdentifiers(call: Call<EpsState>, bundle: Bundle): void {
  const id = medicationRequestsOf(bundle)[0]!.groupIdentifier?.value ?? ''
  if (!isPrescriptionId(id)) {
    const what = isWellFormed(id) ? 'prescriptionID has invalid checksum' : 'prescriptionID has invalid format'
    refuseBySpine(call, 'FAILURE_TO_PROCESS_MESSAGE', `prescription id ${id}`, `${INVALID} - ${what}`)
  }
  if (!isNhsNumber(nhsNumberOf(bundle)))
    refuseBySpine(call, 'FAILURE_TO_PROCESS_MESSAGE', `NHS number ${nhsNumberOf(bundle)}`, `${INVALID} - nhsNumber has invalid checksum`)
}

function refuseDuplicates(call: Call<EpsState>, bundle: Bundle): void {
  const requests = medicationRequestsOf(bundle)
  const id = requests[0]!.groupIdentifier?.value ?? ''
  if (call.state.prescriptions.has(id)) refuseBySpine(call, 'DUPLICATE_PRESCRIPTION_ID', `prescription ${id} is there already`)
  for (const request of requests) {
    const item = identifierValue(request.identifier, ID.lineItem, 'MedicationRequest.identifier').toLowerCase()
    if (call.state.lineItems.has(item))
      refuseBySpine(call, 'DUPLICATE_MEDICATIONREQUEST_ID', `item ${item} is on prescription ${call.state.lineItems.get(item)}`)
  }
}

/** Notes a signature that holds, but is somebody else's, or is made in the old way. */
function observeSigner(call: Call<EpsState>, bundle: Bundle, { certificate, algorithm }: Verification): void {
  const practitioner = practitionerOf(bundle, resolve<PractitionerRole>(bundle, medicationRequestsOf(bundle)[0]!.requester))
  const prescriber = practitioner?.identifier?.find((identifier) => identifier.system === ID.user)?.value
  const signer = certificate && userOf(certificate)
  if (signer === undefined || signer !== prescriber) {
    call.note({
      rule: 'signer-is-not-the-prescriber',
      detail: `the certificate was issued to ${signer ?? certificate?.subject.replaceAll('\n', ', ')}, the prescriber is ${prescriber ?? 'not named by user id'}`,
      clause:
        'EPS: a prescription is signed by its prescriber (advanced electronic signature; Human Medicines Regulations 2012, regulation 219)',
      pointer: 'Provenance.signature.data',
    })
  }
  if (algorithm === 'sha1') {
    call.note({
      rule: 'signature-with-sha1',
      detail: 'digest and signature use SHA-1',
      clause: 'EPS prescribing requirement EPSP05: sign with SHA-256',
      pointer: 'Provenance.signature.data',
    })
  }
}
