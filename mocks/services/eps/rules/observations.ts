import type { Call } from '../../../kit/call.ts'
import type { Grant } from '../../../kit/identity.ts'
import codes from '../data/codes.json' with { type: 'json' }
import {
  extensionOrNone,
  identifierValueOrNone,
  medicationRequestsOf,
  resolve,
  type Bundle,
  type MedicationRequest,
  type Organization,
  type Practitioner,
  type PractitionerRole,
} from '../fhir.ts'
import { medicationOf, quantityInWords } from '../hl7/line-item.ts'
import { courseOfTherapy } from '../hl7/treatment-type.ts'
import { organisationOf } from '../../../../config/identifiers/prescription-id.ts'
import { EXTENSION, ID } from '../systems.ts'
import { numberInWords } from '../words.ts'

/** Activities of the national RBAC database that allow somebody to prescribe, and to cancel. */
const PRESCRIBING = ['B0420', 'B0440', 'B0058']
const CANCELLING = ['B0468', ...PRESCRIBING]

const MAY_NOT = 'National RBAC, activities for prescribing and cancelling'
const TOKEN = 'EPS FHIR Prescribing API: user and role in the message match the access token (a mismatch is only logged there)'
const DRUGS = 'Misuse of Drugs Regulations 2001, regulation 15; EPS controlled drugs guidance'

/** Notes what the real service lets pass though it is wrong: who acts, in which role, and for which organisation. */
export function observeActor(call: Call, bundle: Bundle, action: 'prescribe' | 'cancel'): void {
  const grant = call.grant as Extract<Grant, { kind: 'healthcare-worker' }>
  const request = medicationRequestsOf(bundle)[0]!
  const role = resolve<PractitionerRole>(bundle, request.requester)
  const practitioner = role.practitioner?.reference ? resolve<Practitioner>(bundle, role.practitioner) : undefined
  const organisation = role.organization?.reference ? resolve<Organization>(bundle, role.organization) : undefined
  const session = grant.roles.find((candidate) => candidate.id === call.header('nhsd-session-urid'))

  const userId = identifierValueOrNone(practitioner?.identifier, ID.user, 'Practitioner.identifier')
  if (userId !== grant.userId) {
    call.note({
      rule: 'user-differs-from-token',
      detail: `the requester's SDS user id is ${userId ?? 'absent'}, the token is of ${grant.userId}`,
      clause: TOKEN,
      pointer: 'Practitioner.identifier',
    })
  }
  const roleId = identifierValueOrNone(role.identifier, ID.role, 'PractitionerRole.identifier')
  if (roleId !== session?.id) {
    call.note({
      rule: 'role-differs-from-session',
      detail: `the requester's role profile is ${roleId ?? 'absent'}, the session's ${session?.id}`,
      clause: TOKEN,
      pointer: 'PractitionerRole.identifier',
    })
  }
  const odsCode = identifierValueOrNone(organisation?.identifier, ID.organisation, 'Organization.identifier')
  if (session && odsCode !== session.organisation) {
    call.note({
      rule: 'organisation-differs-from-session',
      detail: `the requester acts for ${odsCode ?? 'nobody'}, the session's role is held at ${session.organisation}`,
      clause: TOKEN,
      pointer: 'Organization.identifier',
    })
  }
  const allowed = action === 'prescribe' ? PRESCRIBING : CANCELLING
  if (session && !session.activities.some((activity) => allowed.includes(activity))) {
    call.note({
      rule: `role-may-not-${action}`,
      detail: `role ${session.code} has none of ${allowed.join(', ')}`,
      clause: MAY_NOT,
      pointer: 'NHSD-Session-URID',
    })
  }
}

/** Notes what is wrong with the prescription itself though Spine does not look. */
export function observePrescription(call: Call, bundle: Bundle): void {
  const requests = medicationRequestsOf(bundle)
  const first = requests[0]!
  const course = courseOfTherapy(requests)
  observeNomination(call, first)
  observeIdentifier(call, bundle, first)
  for (const [at, request] of requests.entries()) {
    const pointer = `MedicationRequest[${at}]`
    observeQuantity(call, request, pointer)
    observeControlledDrug(call, bundle, request, course, pointer)
  }
}

function observeNomination(call: Call, request: MedicationRequest): void {
  const site = extensionOrNone(request.dispenseRequest?.extension, EXTENSION.performerSiteType, 'dispenseRequest.extension')?.valueCoding
    ?.code
  const performer = request.dispenseRequest?.performer?.identifier?.value
  const clause = 'EPS FHIR Prescribing API, MedicationRequest.dispenseRequest: PerformerSiteType and performer'
  if (site === '0004' && performer)
    call.note({
      rule: 'dispenser-without-nomination',
      detail: `site type 0004 (none) with dispenser ${performer}`,
      clause,
      pointer: 'MedicationRequest.dispenseRequest.performer',
    })
  if (site !== '0004' && !performer)
    call.note({
      rule: 'nomination-without-dispenser',
      detail: `site type ${site} without a dispenser`,
      clause,
      pointer: 'MedicationRequest.dispenseRequest.performer',
    })
}

function observeIdentifier(call: Call, bundle: Bundle, request: MedicationRequest): void {
  const role = resolve<PractitionerRole>(bundle, request.requester)
  const organisation = role.organization?.reference ? resolve<Organization>(bundle, role.organization) : undefined
  const odsCode = identifierValueOrNone(organisation?.identifier, ID.organisation, 'Organization.identifier')
  const id = request.groupIdentifier?.value ?? ''
  if (odsCode !== undefined && organisationOf(id) !== odsCode) {
    call.note({
      rule: 'prescription-id-of-another-organisation',
      detail: `prescription id ${id} names ${organisationOf(id)}, the prescriber is at ${odsCode}`,
      clause: 'EPS FHIR Prescribing API, MedicationRequest.groupIdentifier.value',
      pointer: 'MedicationRequest.groupIdentifier',
    })
  }
}

function observeQuantity(call: Call, request: MedicationRequest, pointer: string): void {
  const value = request.dispenseRequest?.quantity?.value ?? ''
  if (/^\d+(\.\d{1,2})?$/.test(value) && !/\.\d*0$/.test(value)) return
  call.note({
    rule: 'quantity-precision',
    detail: `quantity is written ${value}: at most two decimals, without trailing zeroes`,
    clause: 'NHS Digital Medicines implementation guide, dispenseRequest.quantity',
    pointer: `${pointer}.dispenseRequest.quantity.value`,
  })
}

function observeControlledDrug(call: Call, bundle: Bundle, request: MedicationRequest, course: string, pointer: string): void {
  const drug = extensionOrNone(request.extension, EXTENSION.controlledDrug, 'MedicationRequest.extension')
  const stated = extensionOrNone(drug?.extension, 'schedule', 'MedicationRequest.extension')?.valueCoding?.code?.replace('CD', '')
  const known = (codes.controlledDrugs as Record<string, string>)[medicationOf(bundle, request).code ?? '']
  const note = (rule: string, detail: string) => call.note({ rule: `controlled-drug-${rule}`, detail, clause: DRUGS, pointer })
  const schedule = known ?? stated
  if (known !== undefined && stated !== undefined && known !== stated)
    note('schedule', `schedule ${stated} is stated for a drug of schedule ${known}`)
  if (schedule === '1') note('not-carried', 'schedule 1 drugs are not prescribed through EPS')
  if (schedule !== '2' && schedule !== '3') return

  const words = quantityInWords(request)
  const figures = Number(request.dispenseRequest?.quantity?.value)
  if (!words) note('without-words', `a schedule ${schedule} drug without its quantity in words`)
  else if (numberInWords(words) !== figures) note('words-differ', `"${words}" in words, ${figures} in figures`)
  if (course === 'continuous-repeat-dispensing')
    note('on-repeat-dispensing', `a schedule ${schedule} drug may not be on a repeat dispensing prescription`)
  if ((request.dosageInstruction ?? []).some((dosage) => /^\s*as directed\b/i.test(dosage.text ?? ''))) {
    note('dose', `"as directed" is no dose for a schedule ${schedule} drug`)
  }
}
