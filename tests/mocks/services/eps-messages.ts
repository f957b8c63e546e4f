import { createSign, randomUUID } from 'node:crypto'
import { loadWorld, type WorldStaff } from '../../../config/world.ts'
import type { Environment } from '../../../mocks/kit/environment.ts'
import { make } from '../../../config/identifiers/prescription-id.ts'

/*
 * What a client must send to EPS, as small as it can be: a prescription-order message, its signature, its cancellation.
 */

export const PATIENT = '9990000018'

/** What goes on one item; the rest is filled in. */
export interface ItemInput {
  id?: string
  code?: string
  display?: string
  quantity?: number
  unit?: string
  unitCode?: string
  dosage?: { sequence?: number; text: string }[]
  /** Quantity of a controlled drug in words, and its schedule (`CD2`). */
  words?: string
  schedule?: string
}

export interface OrderInput {
  environment: Environment
  persona?: string
  nhsNumber?: string
  prescriptionId?: string
  course?: 'acute' | 'continuous' | 'continuous-repeat-dispensing'
  /** Repeats after the first issue, for repeat dispensing. */
  repeats?: number
  /** ODS code of the nominated pharmacy; none when absent. */
  nominated?: string
  /** First day on which it may be dispensed; ISO date. */
  from?: string
  items?: ItemInput[]
}

export type Json = Record<string, any>

/** Somebody of the synthetic world. */
export function staff(persona: string): WorldStaff {
  return loadWorld().staff.find((worker) => worker.persona === persona)!
}

/** An unsigned prescription-order message, as `$prepare` takes it. */
export function order(input: OrderInput): Json {
  const who = staff(input.persona ?? 'GP')
  const course = input.course ?? 'acute'
  const erd = course === 'continuous-repeat-dispensing'
  const [patient, role, practitioner, organisation] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()].map(
    (id) => `urn:uuid:${id}`,
  ) as [string, string, string, string]
  const longId = randomUUID()
  const shortId = input.prescriptionId ?? make(who.roles[0]!.organisation, input.environment.random)
  const from = input.from ?? new Date(input.environment.clock.now()).toISOString().slice(0, 10)

  const items = (input.items ?? [{}]).map((item) => {
    const id = item.id ?? randomUUID()
    return {
      fullUrl: `urn:uuid:${id}`,
      resource: {
        resourceType: 'MedicationRequest',
        extension: [
          {
            url: 'https://fhir.nhs.uk/StructureDefinition/Extension-DM-PrescriptionType',
            valueCoding: {
              system: 'https://fhir.nhs.uk/CodeSystem/prescription-type',
              code: '0101',
              display: 'Primary Care Prescriber - Medical Prescriber',
            },
          },
          ...(course === 'acute'
            ? []
            : [
                {
                  url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-MedicationRepeatInformation',
                  extension: [{ url: 'authorisationExpiryDate', valueDateTime: '2030-01-01' }],
                },
              ]),
          ...(item.words || item.schedule
            ? [
                {
                  url: 'https://fhir.nhs.uk/StructureDefinition/Extension-DM-ControlledDrug',
                  extension: [
                    ...(item.words ? [{ url: 'quantityWords', valueString: item.words }] : []),
                    ...(item.schedule
                      ? [
                          {
                            url: 'schedule',
                            valueCoding: {
                              system: 'https://fhir.nhs.uk/CodeSystem/medicationrequest-controlled-drug',
                              code: item.schedule,
                            },
                          },
                        ]
                      : []),
                  ],
                },
              ]
            : []),
        ],
        identifier: [{ system: 'https://fhir.nhs.uk/Id/prescription-order-item-number', value: id }],
        status: 'active',
        intent: erd ? 'original-order' : 'order',
        category: [
          {
            coding: [
              { system: 'http://terminology.hl7.org/CodeSystem/medicationrequest-category', code: 'community', display: 'Community' },
            ],
          },
        ],
        medicationCodeableConcept: {
          coding: [
            {
              system: 'http://snomed.info/sct',
              code: item.code ?? '39732311000001104',
              display: item.display ?? 'Amoxicillin 250mg capsules',
            },
          ],
        },
        subject: { reference: patient },
        requester: { reference: role },
        groupIdentifier: {
          extension: [
            {
              url: 'https://fhir.nhs.uk/StructureDefinition/Extension-DM-PrescriptionId',
              valueIdentifier: { system: 'https://fhir.nhs.uk/Id/prescription', value: longId },
            },
          ],
          system: 'https://fhir.nhs.uk/Id/prescription-order-number',
          value: shortId,
        },
        courseOfTherapyType: {
          coding: [{ system: 'http://terminology.hl7.org/CodeSystem/medicationrequest-course-of-therapy', code: course }],
        },
        dosageInstruction: item.dosage ?? [{ text: '1 capsule three times a day' }],
        dispenseRequest: {
          extension: [
            {
              url: 'https://fhir.nhs.uk/StructureDefinition/Extension-DM-PerformerSiteType',
              valueCoding: { system: 'https://fhir.nhs.uk/CodeSystem/dispensing-site-preference', code: input.nominated ? 'P1' : '0004' },
            },
          ],
          validityPeriod: { start: from, ...(erd && { end: '2030-01-01' }) },
          ...(erd && { numberOfRepeatsAllowed: input.repeats ?? 5 }),
          quantity: {
            value: item.quantity ?? 21,
            unit: item.unit ?? 'capsule',
            system: 'http://snomed.info/sct',
            code: item.unitCode ?? '428641000',
          },
          expectedSupplyDuration: { value: 28, unit: 'day', system: 'http://unitsofmeasure.org', code: 'd' },
          ...(input.nominated && {
            performer: { identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: input.nominated } },
          }),
        },
        substitution: { allowedBoolean: false },
      },
    }
  })

  return {
    resourceType: 'Bundle',
    id: randomUUID(),
    identifier: { system: 'https://tools.ietf.org/html/rfc4122', value: randomUUID() },
    type: 'message',
    entry: [
      {
        fullUrl: `urn:uuid:${randomUUID()}`,
        resource: {
          resourceType: 'MessageHeader',
          eventCoding: {
            system: 'https://fhir.nhs.uk/CodeSystem/message-event',
            code: 'prescription-order',
            display: 'Prescription Order',
          },
          sender: { identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'A99901' }, display: 'Elmswood Surgery' },
          source: { endpoint: 'urn:nhs-uk:addressing:ods:A99901' },
          focus: [...items.map((entry) => ({ reference: entry.fullUrl })), { reference: patient }, { reference: role }],
        },
      },
      ...items,
      {
        fullUrl: patient,
        resource: {
          resourceType: 'Patient',
          identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: input.nhsNumber ?? PATIENT }],
          name: [{ use: 'usual', family: 'Okafor', given: ['Joan'], prefix: ['Mrs'] }],
          gender: 'female',
          birthDate: '1961-04-12',
          address: [{ use: 'home', line: ['12 Beech Grove', 'Harrogate'], postalCode: 'HG1 4QQ' }],
          generalPractitioner: [{ identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'A99901' } }],
        },
      },
      ...practitionerEntries(who, { role, practitioner, organisation }),
    ],
  }
}

function practitionerEntries(who: WorldStaff, urls: { role: string; practitioner: string; organisation: string }): Json[] {
  const { gmc, nmc, din } = who.professionalCodes
  const place = loadWorld().organisations.find((organisation) => organisation.odsCode === who.roles[0]!.organisation)!
  return [
    {
      fullUrl: urls.role,
      resource: {
        resourceType: 'PractitionerRole',
        identifier: [{ system: 'https://fhir.nhs.uk/Id/sds-role-profile-id', value: who.roles[0]!.id }],
        practitioner: { reference: urls.practitioner },
        organization: { reference: urls.organisation },
        code: [
          {
            coding: [
              {
                system: 'https://fhir.nhs.uk/CodeSystem/NHSDigital-SDS-JobRoleCode',
                code: who.roles[0]!.code,
                display: 'Clinical Practitioner Access Role',
              },
            ],
          },
        ],
        telecom: [{ system: 'phone', use: 'work', value: '01423 550100' }],
      },
    },
    {
      fullUrl: urls.practitioner,
      resource: {
        resourceType: 'Practitioner',
        identifier: [
          { system: 'https://fhir.nhs.uk/Id/sds-user-id', value: who.id },
          ...(gmc ? [{ system: 'https://fhir.hl7.org.uk/Id/gmc-number', value: gmc }] : []),
          ...(nmc ? [{ system: 'https://fhir.hl7.org.uk/Id/nmc-number', value: nmc }] : []),
          ...(din ? [{ system: 'https://fhir.hl7.org.uk/Id/din-number', value: din }] : []),
        ],
        name: [{ family: who.family, given: [who.given], prefix: [who.title] }],
      },
    },
    {
      fullUrl: urls.organisation,
      resource: {
        resourceType: 'Organization',
        identifier: [{ system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: place.odsCode }],
        name: place.name,
        telecom: [{ system: 'phone', use: 'work', value: place.telephone }],
        address: [{ use: 'work', line: place.address, postalCode: place.postcode }],
        partOf: {
          identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'QZZ' },
          display: 'NHS North Vale Integrated Care Board',
        },
      },
    },
  ]
}

/** The message with a Provenance: what `$prepare` gave, signed with the key, and the certificate for it (both PEM). */
export function sign(message: Json, parameters: Json, key: { privateKey: string; certificate: string }): Json {
  const value = (name: string): string => parameters.parameter.find((parameter: Json) => parameter.name === name).valueString
  const signedInfo = Buffer.from(value('digest'), 'base64').toString('utf8')
  const signatureValue = createSign('RSA-SHA256').update(signedInfo).sign(key.privateKey, 'base64')
  const certificate = key.certificate.replace(/-----[A-Z ]+-----/g, '').replace(/\s/g, '')
  const xml =
    `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#">${signedInfo}<SignatureValue>${signatureValue}</SignatureValue>` +
    `<KeyInfo><X509Data><X509Certificate>${certificate}</X509Certificate></X509Data></KeyInfo></Signature>`
  return signWith(message, value('timestamp'), xml)
}

/** The message with a Provenance that holds any Signature. */
export function signWith(message: Json, when: string, xml: string): Json {
  const requester = resource(message, 'MedicationRequest').requester
  const id = randomUUID()
  return {
    ...message,
    entry: [
      ...message.entry.filter((entry: Json) => entry.resource.resourceType !== 'Provenance'),
      {
        fullUrl: `urn:uuid:${id}`,
        resource: {
          resourceType: 'Provenance',
          id,
          target: message.entry.map((entry: Json) => ({ reference: entry.fullUrl })),
          recorded: when,
          agent: [{ who: requester }],
          signature: [
            {
              type: [{ system: 'urn:iso-astm:E1762-95:2013', code: '1.2.840.10065.1.12.1.1' }],
              when,
              who: requester,
              data: Buffer.from(xml).toString('base64'),
            },
          ],
        },
      },
    ],
  }
}

/** The cancellation of one item of a prescription: the order again, with that item only, cancelled, and why. */
export function cancellation(message: Json, options: { item?: number; reason?: string; by?: string } = {}): Json {
  const copy = structuredClone(message)
  const items = copy.entry.filter((entry: Json) => entry.resource.resourceType === 'MedicationRequest')
  const keep = items[options.item ?? 0]
  keep.resource.status = 'cancelled'
  keep.resource.statusReason = {
    coding: [
      {
        system: 'https://fhir.nhs.uk/CodeSystem/medicationrequest-status-reason',
        code: options.reason ?? '0001',
        display: 'Prescribing Error',
      },
    ],
  }
  copy.id = randomUUID()
  copy.identifier.value = randomUUID()
  copy.entry = copy.entry.filter(
    (entry: Json) =>
      entry.resource.resourceType !== 'Provenance' && (entry.resource.resourceType !== 'MedicationRequest' || entry === keep),
  )
  resource(copy, 'MessageHeader').eventCoding = {
    system: 'https://fhir.nhs.uk/CodeSystem/message-event',
    code: 'prescription-order-update',
    display: 'Prescription Order Update',
  }
  if (options.by) {
    const urls = { role: `urn:uuid:${randomUUID()}`, practitioner: `urn:uuid:${randomUUID()}`, organisation: `urn:uuid:${randomUUID()}` }
    keep.resource.extension.push({
      url: 'https://fhir.nhs.uk/StructureDefinition/Extension-DM-ResponsiblePractitioner',
      valueReference: keep.resource.requester,
    })
    keep.resource.requester = { reference: urls.role }
    copy.entry.push(...practitionerEntries(staff(options.by), urls))
  }
  return copy
}

/** The first resource of a type. */
export function resource(bundle: Json, type: string): Json {
  return bundle.entry.find((entry: Json) => entry.resource.resourceType === type).resource
}
