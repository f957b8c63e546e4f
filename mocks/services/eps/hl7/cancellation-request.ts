import { hl7DateTime } from '../dates.ts'
import {
  codingOfSystem,
  extension,
  extensionOrNone,
  identifierValue,
  medicationRequestsOf,
  patientOf,
  resolve,
  type Bundle,
  type PractitionerRole,
} from '../fhir.ts'
import { CODES, EXTENSION, ID } from '../systems.ts'
import { agentPerson, userIdentifier } from './agent-person.ts'
import { annotation, code, globalId, id, OID, pertinent, separable, timestamp } from './codes.ts'
import { el, type Element } from './element.ts'
import { recordTarget } from './record-target.ts'

/** The HL7 V3 CancellationRequest of a prescription-order-update message. */
export function cancellationRequest(bundle: Bundle, when: number): Element {
  const request = medicationRequestsOf(bundle)[0]!
  const named = extensionOrNone(request.extension, EXTENSION.responsiblePractitioner, 'MedicationRequest.extension')
  const person = (reference: typeof request.requester) =>
    agentPerson(bundle, resolve<PractitionerRole>(bundle, reference), userIdentifier, 'optional')
  const messageId = globalId(identifierValue(bundle.identifier ? [bundle.identifier] : [], ID.message, 'Bundle.identifier'))
  const target = recordTarget(patientOf(bundle))
  const author = person(request.requester)
  const responsible = person(named?.valueReference ?? request.requester)
  const item = identifierValue(request.identifier, ID.lineItem, 'MedicationRequest.identifier')
  const reason = codingOfSystem(request.statusReason?.coding, CODES.statusReason, 'MedicationRequest.statusReason')
  const original = extension(request.groupIdentifier?.extension, EXTENSION.prescriptionId, 'MedicationRequest.groupIdentifier.extension')

  return el(
    'CancellationRequest',
    { classCode: 'INFO', moodCode: 'EVN' },
    messageId,
    timestamp('effectiveTime', hl7DateTime(when)),
    target,
    el('author', { typeCode: 'AUT' }, author),
    el('responsibleParty', { typeCode: 'RESP' }, responsible),
    pertinent(
      'pertinentInformation2',
      false,
      annotation('pertinentPrescriptionID', 'PID', el('value', id(OID.prescriptionShortForm, request.groupIdentifier?.value).attributes)),
    ),
    el(
      'pertinentInformation1',
      { typeCode: 'PERT', inversionInd: 'false', negationInd: 'false' },
      separable(true),
      el('pertinentLineItemRef', { classCode: 'SBADM', moodCode: 'RQO' }, globalId(item)),
    ),
    pertinent(
      'pertinentInformation',
      false,
      el(
        'pertinentCancellationReason',
        { classCode: 'OBS', moodCode: 'EVN' },
        code(OID.annotation, 'CR'),
        el('text', {}, reason.display),
        code(OID.cancellationReason, reason.code, undefined, 'value'),
      ),
    ),
    el(
      'pertinentInformation3',
      { typeCode: 'PERT', contextConductionInd: 'false' },
      separable(true),
      el('pertinentOriginalPrescriptionRef', { classCode: 'SBADM', moodCode: 'RQO' }, globalId(original.valueIdentifier?.value ?? '')),
    ),
  )
}
