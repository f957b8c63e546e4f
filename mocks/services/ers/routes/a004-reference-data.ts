import { refuse } from '../../../kit/refusal.ts'
import { fhir } from '../../../kit/reply.ts'
import { REFERENCE_DATA_READERS } from '../admissions.ts'
import { isReferenceDataSet, referenceData, type Concept, type ReferenceDataSet } from '../codes/reference-data.ts'
import { codeSystem } from '../codes/systems.ts'
import { notFound } from '../errors.ts'
import { ersRoute } from '../ers-route.ts'

/** Type of each property, and the code system its codes come from. In the order e-RS lists them. */
const PROPERTIES: [keyof Concept, string, string?][] = [
  ['effectiveFrom', 'dateTime'],
  ['effectiveTo', 'dateTime'],
  ['specialty', 'Coding', 'SPECIALTY'],
  ['appointmentBookingCancellationReasonType', 'Coding', codeSystem('AppointmentBookingCancellationReasonType')],
  ['appointmentRequestCancellationReasonType', 'Coding', codeSystem('AppointmentRequestCancellationReasonType')],
  ['willCancelWholeRequest', 'boolean'],
  ['commentIsMandatory', 'boolean'],
  ['canCancelAppointment', 'boolean'],
  ['businessFunction', 'Coding', codeSystem('BusinessFunction')],
  ['usage', 'Coding', codeSystem('AppointmentCancellationReasonUsage')],
  ['referrerUsage', 'Coding', codeSystem('ReferralRequestCancellationReasonUsage')],
  ['deferToProviderContactDays', 'integer'],
  ['triageContactDays', 'integer'],
]
/** Fixed: the data are part of this service. */
const DATE = '2022-01-21T13:28:30.188Z'

/** Gives a set of reference data: codes, what they are called, and who may use them when. */
export const retrieveReferenceData = ersRoute({
  operation: 'a004-retrieve-reference-data',
  method: 'GET',
  path: '/STU3/CodeSystem/:codeSystemType',
  admission: REFERENCE_DATA_READERS,
  handle({ call, base }) {
    const set = call.params.codeSystemType ?? ''
    if (!isReferenceDataSet(set)) return refuse(notFound(call), { rule: 'reference-data-set', detail: `there is no set ${set}`, clause: 'e-RS FHIR API, a004: codeSystemType', pointer: 'path:codeSystemType' })
    return fhir(200, codeSystemResource(set, base))
  },
})

function codeSystemResource(set: ReferenceDataSet, base: string) {
  const { name, description, concepts } = referenceData[set]
  const used = PROPERTIES.filter(([property]) => property === 'effectiveFrom' || property === 'effectiveTo' || concepts.some((concept) => concept[property] !== undefined))
  return {
    id: set,
    meta: { profile: [set === 'SPECIALTY' ? 'https://fhir.nhs.uk/STU3/StructureDefinition/eRS-Specialty-CodeSystem-1' : 'http://hl7.org/fhir/StructureDefinition/shareablecodesystem'] },
    resourceType: 'CodeSystem',
    url: `${base}/STU3/CodeSystem/${set}`,
    version: '1',
    name,
    status: 'active',
    experimental: false,
    date: DATE,
    publisher: 'e-Referral Service',
    description,
    copyright: 'Copyright (c) 2016 HL7 UK',
    caseSensitive: true,
    content: 'complete',
    property: used.map(([code, type]) => ({ code, uri: `https://fhir.nhs.uk/STU3/CodeSystem/eRS-Concept-Properties-1#${code}`, type })),
    concept: concepts.map((concept) => ({
      ...(set === 'SPECIALTY' && { extension: effectiveDates(concept) }),
      code: concept.code,
      display: concept.display,
      property: used.flatMap(([property, type, system]) => values(concept, property).map((value) => ({ code: property, ...typed(type, value, system, base) }))),
    })),
  }
}

/** Specialties carry their dates once more as extensions. */
function effectiveDates({ effectiveFrom, effectiveTo }: Concept) {
  const date = (name: string, at: string) => ({ url: `https://fhir.nhs.uk/STU3/StructureDefinition/Extension-eRS-${name}-1`, valueDate: at.slice(0, 10) })
  return [date('EffectivefromDate', effectiveFrom), ...(effectiveTo === undefined ? [] : [date('EffectivetoDate', effectiveTo)])]
}

function values(concept: Concept, property: keyof Concept): unknown[] {
  const value = concept[property]
  return value === undefined ? [] : Array.isArray(value) ? value : [value]
}

function typed(type: string, value: unknown, system: string | undefined, base: string): Record<string, unknown> {
  switch (type) {
    case 'dateTime':
      return { valueDateTime: value }
    case 'boolean':
      return { valueBoolean: value }
    case 'integer':
      return { valueInteger: value }
    default:
      return { valueCoding: { system: system === 'SPECIALTY' ? `${base}/STU3/CodeSystem/SPECIALTY` : system, code: value } }
  }
}
