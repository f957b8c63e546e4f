import { freeSlotsQuery } from './free-slots-query.ts'
import type { AppCall } from './patient-app.ts'

/** Requests of a patient's app, as the GP Connect (Patient Facing) specifications have them. */
const STU3 = 'https://fhir.nhs.uk/STU3/StructureDefinition'

export const permissionsOf = (nhsNumber: string): AppCall => ({ api: 'permissions', method: 'GET', path: `Patient/${nhsNumber}` })

/** Free slots of some days, both inclusive. */
export const slotSearch = (from: string, to: string): AppCall => ({
  api: 'appointments',
  method: 'GET',
  path: 'Slot',
  query: freeSlotsQuery(from, to),
})

/** A slot as far as a booking names it. */
export interface WantedSlot {
  id: string
  /** ISO instants. */
  start: string
  end: string
}

export function booking(
  nhsNumber: string,
  slot: WantedSlot,
  { description = 'Rash on the arm', comment }: { description?: string; comment?: string } = {},
): AppCall {
  return {
    api: 'appointments',
    method: 'POST',
    path: 'Appointment',
    body: {
      resourceType: 'Appointment',
      meta: { profile: [`${STU3}/GPConnect-Appointment-1`] },
      contained: [
        {
          resourceType: 'Organization',
          id: '1',
          meta: { profile: [`${STU3}/CareConnect-GPC-Organization-1`] },
          identifier: [{ system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'X26' }],
          name: 'NHS App',
          telecom: [{ system: 'phone', value: '01132000000' }],
        },
      ],
      extension: [{ url: `${STU3}/Extension-GPConnect-BookingOrganisation-1`, valueReference: { reference: '#1' } }],
      status: 'booked',
      description,
      start: slot.start,
      end: slot.end,
      slot: [{ reference: `Slot/${slot.id}` }],
      created: new Date().toISOString(),
      ...(comment !== undefined && { comment }),
      participant: [{ actor: { reference: `Patient/${nhsNumber}` }, status: 'accepted' }],
    },
  }
}

/** The appointments of some days, both inclusive. */
export const appointmentsOf = (nhsNumber: string, from: string, to: string): AppCall => ({
  api: 'appointments',
  method: 'GET',
  path: `Patient/${nhsNumber}/Appointment`,
  query: [
    ['start', `ge${from}`],
    ['start', `le${to}`],
  ],
})

export const appointmentWith = (id: string): AppCall => ({ api: 'appointments', method: 'GET', path: `Appointment/${id}` })

/** Cancels an appointment as it was shown; `more` is changed besides. */
export function cancellation(shown: Record<string, unknown>, reason = 'I feel better', more: Record<string, unknown> = {}): AppCall {
  const extension = Array.isArray(shown['extension']) ? (shown['extension'] as object[]) : []
  return {
    api: 'appointments',
    method: 'PUT',
    path: `Appointment/${String(shown['id'])}`,
    body: {
      ...shown,
      extension: [...extension, { url: `${STU3}/Extension-GPConnect-AppointmentCancellationReason-1`, valueString: reason }],
      status: 'cancelled',
      ...more,
    },
  }
}

export const medicationOf = (nhsNumber: string, query: [string, string][] = []): AppCall => ({
  api: 'prescriptions',
  method: 'GET',
  path: `Patient/${nhsNumber}/MedicationRequest`,
  query,
})

/** Asks for another issue of a repeat medication. */
export function repeatRequest(
  nhsNumber: string,
  repeatId: string | undefined,
  { note, pharmacy, name = 'Patient' }: { note?: string; pharmacy?: string; name?: string } = {},
): AppCall {
  const patient = {
    reference: `Patient/${nhsNumber}`,
    identifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: nhsNumber },
    display: name,
  }
  const now = new Date().toISOString()
  return {
    api: 'prescriptions',
    method: 'POST',
    path: 'Task',
    body: {
      resourceType: 'Task',
      meta: { profile: ['https://fhir.hl7.org.uk/StructureDefinition/UKCore-Task'] },
      identifier: [{ system: 'https://tools.ietf.org/html/rfc4122', value: crypto.randomUUID() }],
      status: 'requested',
      intent: 'order',
      code: { coding: [{ system: 'http://snomed.info/sct', code: '103742009', display: 'Renewal of prescription' }] },
      ...(repeatId !== undefined && { focus: { reference: `MedicationRequest/${repeatId}` } }),
      for: patient,
      authoredOn: now,
      lastModified: now,
      requester: patient,
      ...(note !== undefined && { note: [{ authorString: 'Patient', text: note }] }),
      ...(pharmacy !== undefined && {
        input: [
          {
            type: {
              coding: [
                {
                  system: 'https://fhir.nhs.uk/England/CodeSystem/England-PFSPrescriptionOrderingParameter',
                  code: 'preferred-performer',
                  display: 'Preferred performer',
                },
              ],
            },
            valueIdentifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: pharmacy },
          },
        ],
      }),
    },
  }
}

export const requestsOf = (nhsNumber: string): AppCall => ({
  api: 'prescriptions',
  method: 'GET',
  path: 'Task',
  query: [['patient', nhsNumber]],
})

/** Part of the record. */
export type RecordPart = { name: 'includeAllergies' | 'includeMedication' | 'includeProblems'; part?: object[] }

export const ALLERGIES: RecordPart = { name: 'includeAllergies', part: [{ name: 'includeResolvedAllergies', valueBoolean: true }] }
export const MEDICATION: RecordPart = { name: 'includeMedication' }

export function recordOf(nhsNumber: string | undefined, parts: readonly RecordPart[] = [ALLERGIES, MEDICATION]): AppCall {
  const patient =
    nhsNumber === undefined
      ? []
      : [{ name: 'patientNHSNumber', valueIdentifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: nhsNumber } }]
  return {
    api: 'record',
    method: 'POST',
    path: 'Patient/$gpc.getstructuredrecord',
    body: { resourceType: 'Parameters', parameter: [...patient, ...parts] },
  }
}

/** Looks up the candidate's own id of a patient, which documents are searched by. */
export const documentsPatient = (nhsNumber: string): AppCall => ({ api: 'record', method: 'GET', path: `documents/Patient/${nhsNumber}` })

export const documentsOf = (id: string, nhsNumber: string): AppCall => ({
  api: 'record',
  method: 'GET',
  path: `Patient/${id}/DocumentReference`,
  query: [
    ['patientNHSNumber', nhsNumber],
    ['_include', 'DocumentReference:subject:Patient'],
    ['_include', 'DocumentReference:custodian:Organization'],
    ['_include', 'DocumentReference:author:Organization'],
    ['_include', 'DocumentReference:author:Practitioner'],
    ['_revinclude:recurse', 'PractitionerRole:practitioner'],
  ],
})

export const documentWith = (id: string, nhsNumber: string): AppCall => ({
  api: 'record',
  method: 'GET',
  path: `documents/Binary/${id}`,
  query: [['patientNHSNumber', nhsNumber]],
})
