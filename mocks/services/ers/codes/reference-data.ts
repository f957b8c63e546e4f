import data from './reference-data.json' with { type: 'json' }

/** The sets of reference data that A004 gives out. */
export const REFERENCE_DATA_SETS = ['SPECIALTY', 'CLINIC-TYPE', 'PRIORITY', 'APPOINTMENT-CANCELLATION-REASON', 'REFERRAL-CANCELLATION-REASON', 'APPOINTMENT-NON-ATTENDANCE-REASON'] as const
export type ReferenceDataSet = (typeof REFERENCE_DATA_SETS)[number]

/** One code with the properties its set has. */
export interface Concept {
  code: string
  display: string
  /** ISO instants between which the code may be used. */
  effectiveFrom: string
  effectiveTo?: string
  /** Clinic types: the specialty they belong to. */
  specialty?: string
  businessFunction?: string[]
  commentIsMandatory?: boolean
  /** Appointment cancellation reasons: who uses them, `CANCEL` or `REJECT`. */
  usage?: string
  /** Referral cancellation reasons: whether an appointment may go with the referral. */
  canCancelAppointment?: boolean
  referrerUsage?: string
  appointmentBookingCancellationReasonType?: string
  appointmentRequestCancellationReasonType?: string
  willCancelWholeRequest?: boolean
  /** Priorities: working days within which the patient hears from the service. */
  deferToProviderContactDays?: number
  triageContactDays?: number
}

export const referenceData: Record<ReferenceDataSet, { name: string; description: string; concepts: Concept[] }> = data

export function isReferenceDataSet(value: string): value is ReferenceDataSet {
  return (REFERENCE_DATA_SETS as readonly string[]).includes(value)
}

/** The concept of a set, if it is there and may be used at that time. */
export function conceptInForce(set: ReferenceDataSet, code: string, now: number): Concept | undefined {
  return referenceData[set].concepts.find(
    (concept) => concept.code === code && Date.parse(concept.effectiveFrom) <= now && (concept.effectiveTo === undefined || Date.parse(concept.effectiveTo) > now),
  )
}

/** The concept of a set, in force or not. */
export function conceptOf(set: ReferenceDataSet, code: string): Concept | undefined {
  return referenceData[set].concepts.find((concept) => concept.code === code)
}
