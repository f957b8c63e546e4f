import { hl7DateTime, instantOf } from '../dates.ts'
import {
  extension,
  extensionOrNone,
  identifierValue,
  medicationRequestsOf,
  patientOf,
  resolve,
  type Bundle,
  type MedicationRequest,
  type Organization,
  type PractitionerRole,
  type Reference,
} from '../fhir.ts'
import { EXTENSION, ID } from '../systems.ts'
import { agentPerson, prescribingCode, professionalCode } from './agent-person.ts'
import { annotation, code, globalId, id, OID, pertinent, separable, snomed, template, timestamp, value } from './codes.ts'
import { el, type Element, type Node } from './element.ts'
import { lineItem } from './line-item.ts'
import { patientTexts } from './patient-texts.ts'
import { recordTarget } from './record-target.ts'
import { daysSupply, repeats, reviewDate } from './repeats.ts'
import { courseOfTherapy, treatmentType } from './treatment-type.ts'

/** A prescription in HL7 V3, and the parts of it that the prescriber's signature covers. */
export interface ParentPrescription {
  message: Element
  signed: { time: Element; id: Element; agentPerson: Element; recordTarget: Element; lineItems: Element[] }
}

/**
 * The HL7 V3 ParentPrescription of a prescription-order message.
 * @param when instant of signing; of preparing, for an unsigned message
 * @param signature the Signature element, already in XML; none yet while the digest is prepared
 */
export function parentPrescription(bundle: Bundle, when: number, signature?: Node): ParentPrescription {
  const requests = medicationRequestsOf(bundle)
  const first = requests[0]!
  const course = courseOfTherapy(requests)
  const role = resolve<PractitionerRole>(bundle, first.requester)

  const messageId = globalId(identifierValue(bundle.identifier ? [bundle.identifier] : [], ID.message, 'Bundle.identifier'))
  const target = recordTarget(patientOf(bundle))
  const time = timestamp('time', hl7DateTime(when))
  const prescriptionId = globalId(
    extension(first.groupIdentifier?.extension, EXTENSION.prescriptionId, 'MedicationRequest.groupIdentifier.extension').valueIdentifier
      ?.value ?? '',
  )
  const author = agentPerson(bundle, role, professionalCode, 'required')
  const repeatNumber = repeats(first, course)
  const texts = patientTexts(bundle)
  const items = requests.map((request, at) => lineItem(bundle, request, repeatNumber, at === 0 ? texts : undefined))
  const start = first.dispenseRequest?.validityPeriod?.start

  const prescription = el(
    'pertinentPrescription',
    { classCode: 'SBADM', moodCode: 'RQO' },
    prescriptionId,
    id(OID.prescriptionShortForm, first.groupIdentifier?.value),
    snomed('225426007', 'Administration of therapeutic substance (procedure)'),
    el('effectiveTime', { nullFlavor: 'NA' }),
    repeatNumber,
    nominatedDispenser(first.dispenseRequest?.performer),
    el(
      'author',
      { typeCode: 'AUT', contextControlCode: 'OP' },
      time,
      signature ? el('signatureText', {}, signature) : el('signatureText', { nullFlavor: 'NA' }),
      author,
    ),
    responsibleParty(bundle, first),
    course === 'continuous-repeat-dispensing' ? daysSupply(first) : undefined,
    reviewDate(first),
    pertinent(
      'pertinentInformation5',
      false,
      annotation('pertinentPrescriptionTreatmentType', 'PTT', code(OID.treatmentType, treatmentType(course), undefined, 'value')),
    ),
    pertinent(
      'pertinentInformation1',
      true,
      annotation('pertinentDispensingSitePreference', 'DSP', code(OID.siteType, siteType(first), undefined, 'value')),
    ),
    items.map((item) =>
      el(
        'pertinentInformation2',
        { typeCode: 'PERT', inversionInd: 'false', contextConductionInd: 'true', negationInd: 'false' },
        separable(true),
        template('CSAB_RM-NPfITUK10.sourceOf2'),
        item,
      ),
    ),
    pertinent('pertinentInformation8', false, annotation('pertinentTokenIssued', 'TI', value('false'))),
    pertinent(
      'pertinentInformation4',
      false,
      annotation('pertinentPrescriptionType', 'PT', code(OID.prescriptionType, prescriptionType(first), undefined, 'value')),
    ),
  )

  const message = el(
    'ParentPrescription',
    { classCode: 'INFO', moodCode: 'EVN' },
    messageId,
    snomed('163501000000109', 'Prescription - FocusActOrEvent (record artifact)'),
    timestamp(
      'effectiveTime',
      start === undefined ? hl7DateTime(when) : hl7DateTime(instantOf(start, 'MedicationRequest.dispenseRequest.validityPeriod.start')),
    ),
    el('typeId', { root: OID.type, extension: 'PORX_MT132004UK31' }),
    target,
    el(
      'pertinentInformation1',
      { typeCode: 'PERT', contextConductionInd: 'true' },
      template('CSAB_RM-NPfITUK10.pertinentInformation'),
      prescription,
    ),
    careRecordElements(items),
  )
  return { message, signed: { time, id: prescriptionId, agentPerson: author, recordTarget: target, lineItems: items } }
}

function siteType(request: MedicationRequest): string | undefined {
  return extension(request.dispenseRequest?.extension, EXTENSION.performerSiteType, 'MedicationRequest.dispenseRequest.extension')
    .valueCoding?.code
}

function prescriptionType(request: MedicationRequest): string | undefined {
  return extension(request.extension, EXTENSION.prescriptionType, 'MedicationRequest.extension').valueCoding?.code
}

function nominatedDispenser(performer: Reference | undefined): Element | undefined {
  if (!performer) return undefined
  return el(
    'performer',
    { typeCode: 'PRF', contextControlCode: 'OP' },
    el(
      'AgentOrgSDS',
      { classCode: 'AGNT' },
      el('agentOrganizationSDS', { classCode: 'ORG', determinerCode: 'INSTANCE' }, id(OID.organisation, performer.identifier?.value)),
    ),
  )
}

function responsibleParty(bundle: Bundle, request: MedicationRequest): Element {
  const named = extensionOrNone(request.extension, EXTENSION.responsiblePractitioner, 'MedicationRequest.extension')
  const role = withOrganisationName(bundle, resolve<PractitionerRole>(bundle, named?.valueReference ?? request.requester))
  return el('responsibleParty', { typeCode: 'RESP', contextControlCode: 'OP' }, agentPerson(bundle, role, prescribingCode, 'required'))
}

/** Where an organisation answers and no person, its name stands in the person's place. */
function withOrganisationName(bundle: Bundle, role: PractitionerRole): PractitionerRole {
  if (!role.organization?.reference || role.practitioner?.reference) return role
  const { name } = resolve<Organization>(bundle, role.organization)
  return {
    ...role,
    practitioner: {
      ...(role.practitioner?.identifier && { identifier: role.practitioner.identifier }),
      ...(name !== undefined && { display: name }),
    },
  }
}

function careRecordElements(items: readonly Element[]): Element {
  return el(
    'pertinentInformation2',
    { typeCode: 'PERT' },
    template('CSAB_RM-NPfITUK10.pertinentInformation1'),
    el(
      'pertinentCareRecordElementCategory',
      { classCode: 'CATEGORY', moodCode: 'EVN' },
      snomed('185361000000102', 'Medication - care record element (record artifact)'),
      items.map((item) => el('component', { typeCode: 'COMP' }, el('actRef', item.attributes, item.children[0]))),
    ),
  )
}
