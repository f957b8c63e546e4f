import { hl7Date, hl7DateTime, instantOf } from '../dates.ts'
import { extensionOrNone, type MedicationRequest } from '../fhir.ts'
import { ProcessingError } from '../processing-error.ts'
import { EXTENSION } from '../systems.ts'
import { annotation, pertinent, separable, snomed, timestamp, value } from './codes.ts'
import { el, type Element } from './element.ts'

/** How often the prescription may be dispensed; nothing for an acute one. */
export function repeats(request: MedicationRequest, course: string): Element | undefined {
  if (course === 'acute') return undefined
  const high = course === 'continuous' ? '1' : String(issuesOf(request))
  return el('repeatNumber', {}, el('low', { value: '1' }), el('high', { value: high }))
}

/** How many times an eRD prescription may be issued: once, and then the repeats allowed. */
export function issuesOf(request: MedicationRequest): number {
  const allowed = request.dispenseRequest?.numberOfRepeatsAllowed
  if (allowed === undefined)
    throw new ProcessingError(
      'INVALID_VALUE',
      'Number of repeats allowed is required.',
      'MedicationRequest.dispenseRequest.numberOfRepeatsAllowed',
    )
  const informed = (request.basedOn ?? []).flatMap((basedOn) => basedOn.extension ?? [])
  const based = extensionOrNone(
    extensionOrNone(informed, EXTENSION.epsRepeatInformation, 'MedicationRequest.basedOn.extension')?.extension,
    'numberOfRepeatsAllowed',
    'MedicationRequest.basedOn.extension.extension',
  )
  return Number(based?.valueUnsignedInt ?? based?.valueInteger ?? allowed) + 1
}

/** How long the prescription may be dispensed, and how long one issue lasts. */
export function daysSupply(request: MedicationRequest): Element {
  const { validityPeriod, expectedSupplyDuration } = request.dispenseRequest ?? {}
  const date = (text: string | undefined, end: 'start' | 'end') =>
    hl7DateTime(instantOf(text, `MedicationRequest.dispenseRequest.validityPeriod.${end}`)).slice(0, 8)
  const [low, high] = [date(validityPeriod?.start, 'start'), date(validityPeriod?.end, 'end')]
  if (expectedSupplyDuration?.code !== 'd') {
    throw new ProcessingError(
      'INVALID_VALUE',
      'Expected supply duration must be specified in days.',
      'MedicationRequest.dispenseRequest.expectedSupplyDuration.code',
    )
  }
  return el(
    'component1',
    { typeCode: 'COMP' },
    separable(true),
    el(
      'daysSupply',
      { classCode: 'SPLY', moodCode: 'RQO' },
      snomed('373784005', 'Dispensing medication (procedure)'),
      el('effectiveTime', {}, timestamp('low', low), timestamp('high', high)),
      el('expectedUseTime', {}, el('width', { value: expectedSupplyDuration.value, unit: 'd' })),
    ),
  )
}

/** When the prescriber looks at the repeat medication again. */
export function reviewDate(request: MedicationRequest): Element | undefined {
  const repeat = extensionOrNone(request.extension, EXTENSION.repeatInformation, 'MedicationRequest.extension')
  const expiry = extensionOrNone(repeat?.extension, 'authorisationExpiryDate', 'MedicationRequest.extension.extension')?.valueDateTime
  if (!expiry) return undefined
  return pertinent(
    'pertinentInformation7',
    false,
    annotation('pertinentReviewDate', 'RD', value(hl7Date(expiry, 'MedicationRequest.extension.extension.valueDateTime'))),
  )
}
