import {
  codingOfSystem,
  extensionOrNone,
  identifierValue,
  onlyOrNone,
  resolve,
  type Bundle,
  type Coding,
  type Dosage,
  type MedicationRequest,
} from '../fhir.ts'
import { ProcessingError } from '../processing-error.ts'
import { CODES, EXTENSION, ID } from '../systems.ts'
import { annotation, code, globalId, OID, pertinent, separable, snomed } from './codes.ts'
import { el, toXml, type Element } from './element.ts'
import type { PatientTexts } from './patient-texts.ts'

/** One item of a prescription. */
export function lineItem(bundle: Bundle, request: MedicationRequest, repeatNumber: Element | undefined, texts?: PatientTexts): Element {
  const drug = medicationOf(bundle, request)
  return el(
    'pertinentLineItem',
    { classCode: 'SBADM', moodCode: 'RQO' },
    globalId(identifierValue(request.identifier, ID.lineItem, 'MedicationRequest.identifier')),
    snomed('225426007', 'Administration of therapeutic substance (procedure)'),
    el('effectiveTime', { nullFlavor: 'NA' }),
    repeatNumber,
    el(
      'product',
      { typeCode: 'PRD', contextControlCode: 'OP' },
      el(
        'manufacturedProduct',
        { classCode: 'MANU' },
        el('manufacturedRequestedMaterial', { classCode: 'MMAT', determinerCode: 'KIND' }, snomed(drug.code, drug.display)),
      ),
    ),
    quantity(request),
    additionalInstructions(request, texts),
    endorsements(request),
    pertinent(
      'pertinentInformation2',
      false,
      annotation('pertinentDosageInstructions', 'DI', el('value', {}, dosageText(request.dosageInstruction ?? []))),
    ),
  )
}

/** The dm+d product of an item. */
export function medicationOf(bundle: Bundle, request: MedicationRequest): Coding {
  if (request.medicationCodeableConcept)
    return codingOfSystem(request.medicationCodeableConcept.coding, CODES.snomed, 'MedicationRequest.medicationCodeableConcept.coding')
  const medication = resolve<{ resourceType: string; code?: { coding?: Coding[] } }>(bundle, request.medicationReference)
  return codingOfSystem(medication.code?.coding, CODES.snomed, 'Medication.code.coding')
}

function quantity(request: MedicationRequest): Element {
  const { value, unit, code: unitCode } = request.dispenseRequest?.quantity ?? {}
  return el(
    'component',
    { typeCode: 'COMP' },
    separable(false),
    el(
      'lineItemQuantity',
      { classCode: 'SPLY', moodCode: 'RQO' },
      snomed('373784005', 'Dispensing medication (procedure)'),
      el('quantity', { value, unit: '1' }, el('translation', { value, codeSystem: OID.snomed, code: unitCode, displayName: unit })),
    ),
  )
}

function endorsements(request: MedicationRequest): Element[] {
  const path = `MedicationRequest.extension("${EXTENSION.endorsement}").valueCodeableConcept`
  return (request.extension ?? [])
    .filter((candidate) => candidate.url === EXTENSION.endorsement)
    .map((candidate) => codingOfSystem(candidate.valueCodeableConcept?.coding, CODES.endorsement, `${path}.coding`))
    .map((coding) =>
      pertinent(
        'pertinentInformation3',
        false,
        annotation('pertinentPrescriberEndorsement', 'PE', code(OID.endorsement, coding.code, undefined, 'value')),
      ),
    )
}

/** The quantity of a controlled drug in words, as the prescriber wrote it. */
export function quantityInWords(request: MedicationRequest): string | undefined {
  const drug = extensionOrNone(request.extension, EXTENSION.controlledDrug, 'MedicationRequest.extension')
  return extensionOrNone(drug?.extension, 'quantityWords', `MedicationRequest.extension("${EXTENSION.controlledDrug}").extension`)
    ?.valueString
}

/** `CD: <words>` and the note, after the texts for the patient, which are XML inside the text. */
function additionalInstructions(request: MedicationRequest, texts: PatientTexts | undefined): Element | undefined {
  const words = quantityInWords(request)
  const note = onlyOrNone(request.note, 'MedicationRequest.note')?.text
  const embedded = [
    ...(texts?.medication ?? []).map((text) => el('medication', {}, text)),
    ...(texts?.patientInfo ?? []).map((text) => el('patientInfo', {}, text)),
  ]
  const plain = [words ? `CD: ${words}` : undefined, note].filter((part) => part).join('\n')
  const content = embedded.map(toXml).join('') + toXml(plain)
  return content
    ? pertinent('pertinentInformation1', false, annotation('pertinentAdditionalInstructions', 'AI', el('value', {}, content)))
    : undefined
}

/** One text of all dosage instructions: those of one sequence number joined with "and", the sequences with "then". */
export function dosageText(dosages: readonly Dosage[]): string {
  if (dosages.length === 1) return dosages[0]!.text ?? ''
  const bySequence = new Map<number, string[]>()
  for (const dosage of dosages) {
    if (dosage.sequence === undefined)
      throw new ProcessingError('INVALID_VALUE', 'Dosage instructions lacking complete sequencing', 'MedicationRequest.dosageInstruction')
    const sequence = Number(dosage.sequence)
    bySequence.set(sequence, [...(bySequence.get(sequence) ?? []), dosage.text ?? ''])
  }
  return [...bySequence]
    .sort(([a], [b]) => a - b)
    .map(([, parts]) => parts.join(', and '))
    .join(', then ')
}
