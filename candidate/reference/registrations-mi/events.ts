import { behaviour } from '../behaviour.ts'
import { isObject, type JsonObject } from '../national/json.ts'
import type { EventKind } from '../national/gp-registrations-mi.ts'
import type { Services } from '../services.ts'

/** What is known of a registration, as far as management information tells of it. */
export interface RegistrationFacts {
  /** Made up when the registration begins; the same in all its events. */
  conversationId: string
  /** ODS code of the practice before this one, where PDS names one. */
  previousPractice?: string
  /** Whether the patient was on this practice's list before. */
  returning: boolean
  temporary: boolean
}

/** Where a registration came to grief. Source: GP Registrations MI API, Submit Errors, failurePoint. */
export type FailurePoint = 'PATIENT_TRACE' | 'PATIENT_GENERAL_UPDATE'

/** One event, ready to be sent. */
export interface Event {
  kind: EventKind
  body: JsonObject
}

/** The supplier's ODS code from `areas.registrations-mi`; undefined for a system that does not report. */
export function supplierOf({ config }: Pick<Services, 'config'>): string | undefined {
  const given = config.areas['registrations-mi']
  return isObject(given) && typeof given['supplier'] === 'string' ? given['supplier'] : undefined
}

/** Who reports, about whom, and when: what all events have. Neither the patient nor anything that leads to them. */
export const commonTo = behaviour('registrationsMi.commonTo', ({ config, clock }: Pick<Services, 'config' | 'clock'>, { conversationId, previousPractice }: RegistrationFacts, _nhsNumber: string): JsonObject => ({
  conversationId,
  registrationEventDateTime: new Date(clock.now()).toISOString(),
  reportingSystemSupplier: supplierOf({ config }),
  reportingPracticeOdsCode: config.practice.odsCode,
  requestingPracticeOdsCode: config.practice.odsCode,
  ...(previousPractice !== undefined && { sendingPracticeOdsCode: previousPractice }),
}))

/** Which registrations are reported: those of regular patients. */
export const isReported = behaviour('registrationsMi.isReported', ({ temporary }: RegistrationFacts): boolean => !temporary)

/** Whether the patient was a regular patient here before. */
export const isReturning = behaviour('registrationsMi.isReturning', ({ returning }: RegistrationFacts): boolean => returning)

/**
 * The registration itself. A patient is registered after a trace on PDS in which somebody chose them, by staff whom CIS2 signs in at
 * AAL2 or AAL3; the details that only GP Links wants are not collected.
 */
export const registrationPayload = behaviour('registrationsMi.registrationPayload', (facts: RegistrationFacts): JsonObject => ({
  registration: { type: 'NEW_GP_REGISTRATION', returningPatient: isReturning(facts), multifactorAuthenticationPresent: true },
  demographicTraceStatus: { matched: true, multifactorAuthenticationPresent: true },
  gpLinks: { gpLinksComplete: false },
}))

/** Whether the record can come over electronically, and if not, why. `open` is whether the previous practice is, `onSpine` whether this system asks for records. */
export const compatibilityPayload = behaviour(
  'registrationsMi.compatibilityPayload',
  ({ previousPractice }: RegistrationFacts, { odsCode, open, onSpine }: { odsCode: string; open: boolean | undefined; onSpine: boolean }): JsonObject => {
    const reason =
      previousPractice === odsCode
        ? 'Sending practice is the same as requesting practice'
        : open === false
          ? 'Previous practice is not eligible for electronic transfer: it is closed'
          : onSpine
            ? undefined
            : 'This system does not request records electronically'
    return { transferCompatibilityStatus: { internalTransfer: false, transferCompatible: reason === undefined, ...(reason !== undefined && { reason }) } }
  },
)

/** The events of a registration, in their order. Where there was no practice before, there is no transfer to speak of. */
export const eventsOf = behaviour(
  'registrationsMi.eventsOf',
  (services: Pick<Services, 'config' | 'clock' | 'spine'>, facts: RegistrationFacts, nhsNumber: string, open: boolean | undefined): Event[] => {
    if (!isReported(facts)) return []
    const common = commonTo(services, facts, nhsNumber)
    const { odsCode } = services.config.practice
    return [
      { kind: 'registrations', body: { ...common, payload: registrationPayload(facts) } },
      ...(facts.previousPractice === undefined
        ? []
        : [{ kind: 'transfer-compatibility-statuses' as const, body: { ...common, payload: compatibilityPayload(facts, { odsCode, open, onSpine: services.spine !== undefined }) } }]),
    ]
  },
)

/** The event of a registration that a technical error prevented. `code` is one of this system's refusals. */
export const errorEvent = behaviour(
  'registrationsMi.errorEvent',
  (services: Pick<Services, 'config' | 'clock'>, facts: RegistrationFacts, nhsNumber: string, failure: { code: string; point: FailurePoint }): Event | undefined => ({
    kind: 'errors',
    body: {
      ...commonTo(services, facts, nhsNumber),
      payload: {
        error: {
          errorCode: failure.code.replaceAll('-', '_').toUpperCase(),
          errorDescription: failure.point === 'PATIENT_TRACE' ? 'The trace on PDS failed' : 'The update of PDS failed',
          failurePoint: failure.point,
        },
      },
    },
  }),
)
