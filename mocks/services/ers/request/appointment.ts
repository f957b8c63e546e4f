import { codeSystem, ID, profile } from '../codes/systems.ts'
import { ensureShape, identifier, instant, metaOf, shape } from './shape.ts'
import type { Ers } from '../ers-route.ts'

export const REVIEW_REASONS = ['NO_SLOTS_AT_SERVICE', 'SLOT_NOT_AVAILABLE', 'BOOKING_ATTEMPT_PROBLEM', 'TRIAGE'] as const

/** What matters of an Appointment in a request. */
export interface AppointmentRequest {
  status: string
  reason?: { system: string; code: string }
  start?: string
  end?: string
  slotId?: string
  comment?: string
  ubrn: string
  /** Version of the referral it was made for. */
  referralVersion: number
  serviceId: string
  nhsNumber: string
  clinician?: string
}

interface Resource {
  status: string
  reason?: { coding: { system: string; code: string }[] }[]
  start?: string
  end?: string
  slot?: { reference: string }[]
  comment?: string
  incomingReferral: { reference: string }[]
  participant: { actor: { identifier: { system: string; value: string } } }[]
}

const validate = shape({
  type: 'object',
  required: ['resourceType', 'meta', 'id', 'status', 'description', 'incomingReferral', 'participant'],
  additionalProperties: false,
  properties: {
    resourceType: { const: 'Appointment' },
    id: { type: 'string' },
    meta: metaOf(profile('Appointment')),
    language: { type: 'string' },
    status: { enum: ['proposed', 'pending', 'booked', 'arrived', 'fulfilled', 'cancelled', 'noshow'] },
    reason: {
      type: 'array',
      minItems: 1,
      maxItems: 1,
      items: {
        type: 'object',
        required: ['coding'],
        properties: {
          coding: {
            type: 'array',
            minItems: 1,
            maxItems: 1,
            items: { type: 'object', required: ['system', 'code'], properties: { system: { type: 'string' }, code: { type: 'string' }, display: { type: 'string' } } },
          },
        },
      },
    },
    description: { const: 'e-Referral Appointment' },
    start: instant,
    end: instant,
    created: instant,
    slot: { type: 'array', maxItems: 1, items: { type: 'object', required: ['reference'], properties: { reference: { type: 'string', pattern: '^Slot/[^/]+$' } } } },
    comment: { type: 'string' },
    incomingReferral: {
      type: 'array',
      minItems: 1,
      maxItems: 1,
      items: { type: 'object', required: ['reference'], properties: { reference: { type: 'string', pattern: '^ReferralRequest/\\d{12}/_history/\\d+$' } } },
    },
    participant: {
      type: 'array',
      minItems: 2,
      maxItems: 3,
      items: {
        type: 'object',
        required: ['actor', 'status'],
        properties: {
          status: { const: 'accepted' },
          type: { type: 'object' },
          actor: {
            type: 'object',
            required: ['identifier'],
            properties: { display: { type: 'string' }, identifier: { anyOf: [identifier(ID.service), identifier(ID.nhsNumber), identifier(ID.user)] } },
          },
        },
      },
    },
  },
})

/** Reads an `eRS-Appointment-1`, or refuses. Exactly one service and one patient take part, and a clinician if the slot has one. */
export function readAppointment(ers: Ers, body: unknown): AppointmentRequest {
  ensureShape(ers, validate, body, '')
  const resource = body as Resource
  const [, ubrn, version] = /^ReferralRequest\/(\d{12})\/_history\/(\d+)$/.exec(resource.incomingReferral[0]!.reference)!
  const taking = (system: string) => resource.participant.map(({ actor }) => actor.identifier).find((candidate) => candidate.system === system)?.value
  const serviceId = taking(ID.service)
  const nhsNumber = taking(ID.nhsNumber)
  if (serviceId === undefined) return ers.reject('MISSING_VALUE', "'participant' is missing the service.", '/participant')
  if (nhsNumber === undefined) return ers.reject('MISSING_VALUE', "'participant' is missing the patient.", '/participant')
  const clinician = taking(ID.user)
  const reason = resource.reason?.[0]?.coding[0]
  const slotId = resource.slot?.[0]?.reference.slice('Slot/'.length)
  return {
    status: resource.status,
    ...(reason && { reason }),
    ...(resource.start !== undefined && { start: resource.start }),
    ...(resource.end !== undefined && { end: resource.end }),
    ...(slotId !== undefined && { slotId }),
    ...(resource.comment !== undefined && { comment: resource.comment }),
    ubrn: ubrn!,
    referralVersion: Number(version),
    serviceId,
    nhsNumber,
    ...(clinician !== undefined && { clinician }),
  }
}

/** The review reason of a deferral, or a refusal. */
export function readReviewReason(ers: Ers, { reason }: AppointmentRequest): string {
  if (!reason) return ers.reject('MISSING_VALUE', "'reason' is missing.", '/reason')
  if (reason.system !== codeSystem('ReviewReason')) ers.reject('INVALID_VALUE', `'reason/coding/system' (${reason.system}) is invalid.`, '/reason/0/coding/0/system')
  if (!(REVIEW_REASONS as readonly string[]).includes(reason.code)) ers.reject('INVALID_CODE', `'reason/coding/code' (${reason.code}) is not a defined code.`, '/reason/0/coding/0/code')
  return reason.code
}
