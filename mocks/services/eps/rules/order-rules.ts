import { isDeepStrictEqual } from 'node:util'
import {
  extensionOrNone,
  identifierValue,
  identifierValueOrNone,
  medicationRequestsOf,
  resolve,
  type Bundle,
  type MedicationRequest,
  type Organization,
  type PractitionerRole,
} from '../fhir.ts'
import { practitionerOf } from '../hl7/agent-person.ts'
import { courseOfTherapy } from '../hl7/treatment-type.ts'
import { wrongValue, invalid, type Objection } from '../issue.ts'
import { EXTENSION, ID } from '../systems.ts'
import { missingField, mustBeReference } from './common-rules.ts'

type Reader = (request: MedicationRequest) => unknown

const extensionReader =
  (url: string): Reader =>
  (request) =>
    extensionOrNone(request.extension, url, `extension("${url}")`) ?? null

/** What all items of one prescription share, in the order the service looks. */
const SHARED: readonly [rule: string, path: string, read: Reader][] = [
  ['shared-group-identifier', 'groupIdentifier', (request) => request.groupIdentifier],
  ['shared-category', 'category', (request) => request.category],
  ['shared-authored-on', 'authoredOn', (request) => request.authoredOn],
  ['shared-subject', 'subject', (request) => request.subject],
  ['shared-requester', 'requester', (request) => request.requester],
  ['shared-performer', 'dispenseRequest.performer', (request) => request.dispenseRequest?.performer],
  ['shared-validity-period', 'dispenseRequest.validityPeriod', (request) => request.dispenseRequest?.validityPeriod],
  ['shared-supply-duration', 'dispenseRequest.expectedSupplyDuration', (request) => request.dispenseRequest?.expectedSupplyDuration],
  [
    'shared-performer-site-type',
    `dispenseRequest.extension("${EXTENSION.performerSiteType}")`,
    (request) => extensionOrNone(request.dispenseRequest?.extension, EXTENSION.performerSiteType, 'dispenseRequest.extension'),
  ],
  ['shared-prescription-type', `extension("${EXTENSION.prescriptionType}")`, extensionReader(EXTENSION.prescriptionType)],
  [
    'shared-responsible-practitioner',
    `extension("${EXTENSION.responsiblePractitioner}")`,
    extensionReader(EXTENSION.responsiblePractitioner),
  ],
]

/**
 * Rules of a prescription-order message.
 * Source: EPS FHIR Prescribing API, "Verification errors". A mixed course of therapy is thrown as a `ProcessingError`.
 */
export function orderObjections(bundle: Bundle): Objection[] {
  const requests = medicationRequestsOf(bundle)
  const first = requests[0]
  // The service has no words for a prescription without items; they are inferred (gaps.md).
  if (!first) return [missingField('MedicationRequest')]
  return [
    ...SHARED.flatMap(([rule, path, read]) => sharedObjection(requests, rule, path, read)),
    ...prescriberObjections(bundle, first),
    ...repeatDispensingObjections(requests),
    ...(requests.some((request) => request.status !== 'active')
      ? [wrongValue('status', 'MedicationRequest.status must be active.', 'Bundle.entry.resource.ofType(MedicationRequest).status')]
      : []),
    ...identifierObjections(requests),
    ...requests.flatMap(dosageObjections),
  ]
}

function sharedObjection(requests: readonly MedicationRequest[], rule: string, path: string, read: Reader): Objection[] {
  const different = requests
    .map(read)
    .reduce<unknown[]>((seen, value) => (seen.some((other) => isDeepStrictEqual(other, value)) ? seen : [...seen, value]), [])
  if (different.length <= 1) return []
  const received = JSON.stringify(different.map((value) => value ?? null))
  return [
    wrongValue(
      rule,
      `Expected all MedicationRequests to have the same value for ${path}. Received ${received}.`,
      `Bundle.entry.resource.ofType(MedicationRequest).${path}`,
    ),
  ]
}

function prescriberObjections(bundle: Bundle, request: MedicationRequest): Objection[] {
  const found: Objection[] = []
  const role = resolve<PractitionerRole>(bundle, request.requester)
  const type = extensionOrNone(request.extension, EXTENSION.prescriptionType, 'MedicationRequest.extension')?.valueCoding?.code ?? ''
  if (!role.organization?.reference) found.push(mustBeReference('practitionerRole.organization'))
  else if (type.startsWith('01')) {
    const organisation = resolve<Organization>(bundle, role.organization)
    if (role.healthcareService) found.push(invalid('unexpected-field', 'Unexpected field of practitionerRole.healthcareService.'))
    else if (!organisation.partOf) found.push(missingField('organization.partOf'))
  }
  const practitioner = practitionerOf(bundle, role)
  if (identifierValueOrNone(practitioner?.identifier, ID.gmp, 'Practitioner.identifier')) {
    found.push(
      wrongValue(
        'gmp-number',
        'Bundle resource Practitioner.identifier expected exactly one professional code from GMC|NMC|GPhC|HCPC|professional-code.',
      ),
    )
  }
  return found
}

function repeatDispensingObjections(requests: readonly MedicationRequest[]): Objection[] {
  if (courseOfTherapy(requests) !== 'continuous-repeat-dispensing') return []
  const first = requests[0]!
  const informed = extensionOrNone(first.extension, EXTENSION.repeatInformation, 'MedicationRequest.extension')?.extension?.length
  const mustHave = (field: 'validityPeriod' | 'expectedSupplyDuration') =>
    first.dispenseRequest?.[field]
      ? []
      : [
          wrongValue(
            `repeat-dispensing-${field}`,
            `Expected MedicationRequest to have a value for dispenseRequest.${field}.`,
            `Bundle.entry.resource.ofType(MedicationRequest).dispenseRequest.${field}`,
          ),
        ]
  return [
    ...sharedObjection(
      requests,
      'shared-repeats-allowed',
      'dispenseRequest.numberOfRepeatsAllowed',
      (request) => request.dispenseRequest?.numberOfRepeatsAllowed,
    ),
    ...(informed
      ? sharedObjection(
          requests,
          'shared-repeat-information',
          `extension("${EXTENSION.repeatInformation}")`,
          extensionReader(EXTENSION.repeatInformation),
        )
      : []),
    ...mustHave('validityPeriod'),
    ...mustHave('expectedSupplyDuration'),
  ]
}

function identifierObjections(requests: readonly MedicationRequest[]): Objection[] {
  const identifiers = requests.map((request) => identifierValue(request.identifier, ID.lineItem, 'MedicationRequest.identifier.value'))
  if (new Set(identifiers).size === requests.length) return []
  return [
    wrongValue(
      'duplicate-identifier',
      'Expected all MedicationRequests to have a different value for identifier.',
      'Bundle.entry.resource.ofType(MedicationRequest).identifier',
    ),
  ]
}

function dosageObjections(request: MedicationRequest): Objection[] {
  const dosages = request.dosageInstruction ?? []
  if (dosages.length === 0) return [missingField('dosageInstructions')]
  if (dosages.length === 1 || dosages.every((dosage) => dosage.sequence !== undefined)) return []
  const display = 'The request contains multiple dosage instruction lines but no corresponding dosage sequence number.'
  return [
    { rule: 'dosage-sequence', issue: { severity: 'error', code: 'invalid', details: { coding: [{ code: 'MISSING_VALUE', display }] } } },
  ]
}
