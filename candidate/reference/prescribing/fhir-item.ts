import { ParametersReader, type Parameter } from '../fhir/parameters.ts'
import { marksIn, securityOf } from '../fhir/confidentiality.ts'
import { concept, SYSTEM, type Resource } from '../fhir/resource.ts'
import { isObject, type JsonObject } from '../national/json.ts'
import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import { needsWords } from './controlled-drugs.ts'
import { EPS, EPS_EXTENSION } from './eps-systems.ts'
import type { Acknowledgement, Course, Item, ItemContent, ItemStatus } from './item.ts'
import { prescriptionsStore } from './prescriptions-store.ts'
import type { SigningRequest } from './sign-items.ts'
import { inWords } from './words.ts'

/** Extensions of this system's own, as docs/candidate-contract has them. */
const OWN = {
  acknowledgements: 'https://assay.example/StructureDefinition/acknowledged-warnings',
  state: 'https://assay.example/StructureDefinition/prescription-state',
  problem: 'https://assay.example/StructureDefinition/prescription-problem',
  cancellation: 'https://assay.example/StructureDefinition/cancellation',
} as const

const STATUS: Record<ItemStatus, string> = {
  draft: 'draft',
  signed: 'active',
  sent: 'active',
  cancelled: 'cancelled',
  dispensed: 'completed',
  expired: 'stopped',
  'not-dispensed': 'stopped',
  discarded: 'entered-in-error',
}

const COURSES: readonly Course[] = ['acute', 'continuous', 'continuous-repeat-dispensing']

/** An item as a UK Core MedicationRequest. */
export function fhirItem(services: Services, item: Item): Resource {
  const { medicine } = item
  const prescription = item.prescriptionId === undefined ? undefined : prescriptionsStore(services).find(item.prescriptionId)
  return {
    resourceType: 'MedicationRequest',
    id: item.id,
    meta: { versionId: String(item.version), profile: ['https://fhir.hl7.org.uk/StructureDefinition/UKCore-MedicationRequest'], ...securityOf(item) },
    extension: [
      { url: OWN.state, valueCode: item.status },
      ...(item.problem === undefined ? [] : [{ url: OWN.problem, valueString: item.problem }]),
      ...item.acknowledgements.map(({ warning, reason, by }) => ({
        url: OWN.acknowledgements,
        extension: [
          { url: 'warning', valueCode: warning },
          { url: 'reason', valueString: reason },
          { url: 'by', valueString: by.name },
        ],
      })),
      ...(item.cancellation
        ? [
            {
              url: OWN.cancellation,
              extension: [
                ...(item.cancellation.outcome === undefined ? [] : [{ url: 'outcome', valueCode: item.cancellation.outcome }]),
                { url: 'text', valueString: item.cancellation.text },
                { url: 'reason', valueCode: item.cancellation.reason },
              ],
            },
          ]
        : []),
      ...(medicine.schedule === undefined
        ? []
        : [
            {
              url: EPS_EXTENSION.controlledDrug,
              extension: [
                ...(needsWords(medicine) ? [{ url: 'quantityWords', valueString: inWords(item.quantity) }] : []),
                { url: 'schedule', valueCoding: { system: EPS.controlledDrug, code: `CD${medicine.schedule}` } },
              ],
            },
          ]),
    ],
    status: STATUS[item.status],
    intent: 'order',
    medicationCodeableConcept: concept(SYSTEM.snomed, medicine.code, medicine.term),
    subject: { reference: `Patient/${item.patientId}` },
    authoredOn: prescription?.signedAt ?? item.draftedAt,
    ...(prescription && {
      requester: { identifier: { system: SYSTEM.sdsUser, value: prescription.signedBy.id }, display: prescription.signedBy.name },
    }),
    recorder: { identifier: { system: SYSTEM.sdsUser, value: item.draftedBy.id }, display: item.draftedBy.name },
    ...(prescription && { groupIdentifier: { system: EPS.shortId, value: prescription.shortId } }),
    courseOfTherapyType: { coding: [{ system: EPS.course, code: item.course }] },
    dosageInstruction: item.dosage.map((text, index) => ({ sequence: index + 1, text })),
    dispenseRequest: {
      ...(prescription && { validityPeriod: { start: prescription.validFrom, end: prescription.validUntil } }),
      ...(item.repeats !== undefined && { numberOfRepeatsAllowed: item.repeats }),
      quantity: { value: item.quantity, unit: medicine.unit.term, system: SYSTEM.snomed, code: medicine.unit.code },
      ...(item.days !== undefined && { expectedSupplyDuration: { value: item.days, unit: 'day', system: EPS.days, code: 'd' } }),
      ...(prescription?.pharmacy !== undefined && { performer: { identifier: { system: SYSTEM.odsCode, value: prescription.pharmacy } } }),
    },
  }
}

const objects = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])
const object = (value: unknown): JsonObject => (isObject(value) ? value : {})
const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')
const optionalNumber = (name: string, value: unknown): object => (typeof value === 'number' ? { [name]: value } : {})

/** What a caller wants drafted. */
export function contentIn(body: JsonObject): { patientId: string; content: ItemContent; acknowledgements: Acknowledgement[] } {
  if (body['resourceType'] !== 'MedicationRequest') throw new Refusal('invalid', 'Send a MedicationRequest.')
  const request = object(body['dispenseRequest'])
  const coding = objects(object(body['medicationCodeableConcept'])['coding']).find(({ system }) => system === SYSTEM.snomed)
  const course = text(objects(object(body['courseOfTherapyType'])['coding'])[0]?.['code']) || 'acute'
  const known = COURSES.find((each) => each === course)
  if (!known)
    throw new Refusal('invalid', [
      { field: 'courseOfTherapyType', text: 'Say whether this is acute, continuous or continuous-repeat-dispensing.' },
    ])
  const dosages = objects(body['dosageInstruction']).toSorted((a, b) => Number(a['sequence'] ?? 0) - Number(b['sequence'] ?? 0))
  const quantity = object(request['quantity'])['value']
  return {
    patientId: text(object(body['subject'])['reference']).replace('Patient/', ''),
    content: {
      code: text(coding?.['code']),
      dosage: dosages.map((dosage) => text(dosage['text'])),
      quantity: typeof quantity === 'number' ? quantity : 0,
      course: known,
      ...optionalNumber('days', object(request['expectedSupplyDuration'])['value']),
      ...optionalNumber('repeats', request['numberOfRepeatsAllowed']),
      ...marksIn(body),
    },
    acknowledgements: objects(body['extension'])
      .filter(({ url }) => url === OWN.acknowledgements)
      .map(({ extension }) => {
        const part = (name: string) => objects(extension).find(({ url }) => url === name)
        return { warning: text(part('warning')?.['valueCode']), reason: text(part('reason')?.['valueString']) }
      }),
  }
}

/** What a caller wants signed as one prescription. */
export function signingIn(body: JsonObject): SigningRequest {
  const asked = new ParametersReader(body)
  const value = (parameter: JsonObject | undefined): string =>
    text(parameter?.['valueString'] ?? parameter?.['valueCode'] ?? object(parameter?.['valueReference'])['reference'])
  const id = (reference: string) => reference.replace('MedicationRequest/', '')
  return {
    itemIds: asked.all('medicationRequest').map((parameter) => id(value(parameter))),
    acknowledgements: asked.all('acknowledgement').map(({ part }) => {
      const named = (name: string) => value(objects(part).find((each) => each['name'] === name))
      const item = id(named('medicationRequest'))
      return { warning: named('warning'), reason: named('reason'), ...(item !== '' && { itemId: item }) }
    }),
    withoutNomination: asked.boolean('withoutNomination'),
  }
}

/** A prescription's own answer: its id, and whether EPS has it. */
export const prescriptionParameters = (shortId: string, status: string): Parameter[] => [
  { name: 'prescriptionId', valueString: shortId },
  { name: 'status', valueCode: status },
]
