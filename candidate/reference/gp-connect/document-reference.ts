import { isoLocal } from '../appointments/practice-time.ts'
import { behaviour } from '../behaviour.ts'
import { SYSTEM, type Resource } from '../fhir/resource.ts'
import type { Letter } from '../patient-facing/record/letters.ts'
import type { Services } from '../services.ts'

/** Size of a document in bytes. */
export const sizeOf = ({ content }: Letter): number => Buffer.from(content, 'base64').length

/** A document as others see it: what it is, and where it can be had. `base`: address of the root for documents. */
export const documentOf = behaviour('gp-connect.documentOf', (letter: Letter, base: string, { config }: Pick<Services, 'config'>): Resource => ({
  resourceType: 'DocumentReference',
  id: letter.id,
  meta: { profile: ['https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-DocumentReference-1'] },
  identifier: [{ system: 'https://fhir.nhs.uk/Id/cross-care-setting-identifier', value: letter.id }],
  status: 'current',
  type: { coding: [{ system: SYSTEM.snomed, code: '823691000000103', display: 'Clinical letter' }] },
  subject: { reference: `Patient/${letter.patientId}` },
  created: isoLocal(Date.parse(letter.createdAt)),
  indexed: isoLocal(Date.parse(letter.filedAt)),
  author: [{ reference: `Organization/${config.practice.odsCode}` }],
  custodian: { reference: `Organization/${config.practice.odsCode}` },
  description: letter.description,
  content: [{ attachment: { contentType: letter.contentType, url: `${base}/Binary/${letter.id}`, size: sizeOf(letter) } }],
  context: { practiceSetting: { coding: [{ system: SYSTEM.snomed, code: '1060971000000108', display: 'General practice service' }] } },
}))
