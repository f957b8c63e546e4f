import { randomUUID } from 'node:crypto'
import { behaviour } from '../behaviour.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { SYSTEM } from '../fhir/resource.ts'
import { NationalRefusal } from '../national/answer.ts'
import type { JsonObject } from '../national/json.ts'
import { sendAlert } from '../national/scr.ts'
import type { Work } from '../work.ts'
import { summariesStore } from './summaries-store.ts'

/** On what ground somebody looks at a summary. All but the first without having the patient's permission. */
export const GROUNDS = ['permission', 'emergency', 'public-interest', 'statute', 'court-order'] as const
export type Ground = (typeof GROUNDS)[number]

/** One alert to be sent: its type and reason, as the code systems of the SCR have them. */
export interface Alert {
  type: '1' | '2'
  reason: '1' | '2' | '3' | '4' | '5' | '6'
}

const LEGAL = { 'public-interest': '1', statute: '2', 'court-order': '3' } as const

const TYPES = { 1: 'Create LR (Self Claimed)', 2: 'Access Alert' } as const
const REASONS = {
  1: 'Access made in the public interest',
  2: 'Access required by statute',
  3: 'Access required by Court Order',
  4: 'Self-Claim Emergency Access',
  5: 'Access made in an emergency',
  6: 'Other',
} as const

/** Whether the practice has a relationship with somebody: they are registered here, if only for a while. */
export const isInOurCare = behaviour('summaries.isInOurCare', ({ status }: RegisteredPatient): boolean => status === 'active')

/**
 * The alerts that looking raises: one where a relationship is claimed, one where it is without permission. Source: SCR FHIR API,
 * Send a privacy alert message (MSCA-SCR-103 to 105).
 */
export const alertsFor = behaviour('summaries.alertsFor', (patient: RegisteredPatient, ground: Ground): readonly Alert[] => {
  const legal = ground === 'permission' || ground === 'emergency' ? undefined : LEGAL[ground]
  const claim: Alert[] = isInOurCare(patient) ? [] : [{ type: '1', reason: legal ?? (ground === 'emergency' ? '4' : '6') }]
  return ground === 'permission' ? claim : [...claim, { type: '2', reason: legal ?? '5' }]
})

/** An alert as it is sent: about whom, by whom in which role, to which organisation's Privacy Officer, and why. */
export const alertEvent = behaviour(
  'summaries.alertEvent',
  ({ services, session, role }: Work, patient: RegisteredPatient, { type, reason }: Alert, words: string, summaryId: string): JsonObject => {
    const agent = (system: string, value: string, more: JsonObject = {}) => ({ who: { identifier: { system, value } }, ...more, requestor: false })
    return {
      resourceType: 'AuditEvent',
      id: randomUUID(),
      extension: [{ url: 'https://fhir.nhs.uk/StructureDefinition/Extension-SCR-NotificationMessage', valueString: `${TYPES[type]}: ${REASONS[reason]}` }],
      type: { system: 'https://fhir.nhs.uk/CodeSystem/SCR-AlertType', code: type, display: TYPES[type] },
      subtype: [{ system: 'https://fhir.nhs.uk/CodeSystem/SCR-AlertReason', code: reason, display: REASONS[reason] }],
      ...(words !== '' && { outcomeDesc: words }),
      recorded: services.clock.timestamp(),
      agent: [
        agent(SYSTEM.nhsNumber, patient.nhsNumber),
        agent(SYSTEM.odsCode, services.config.practice.odsCode),
        agent(SYSTEM.sdsUser, session.user.id, { role: [{ text: role.name }] }),
      ],
      source: { observer: { display: 'GP system' } },
      entity: [{ what: { identifier: { value: summaryId } } }],
    }
  },
)

/**
 * Sends alerts; each is on record before. One that cannot be sent stands in nobody's way in an emergency: it is kept, somebody is
 * told, and it goes out before the next summary of the patient is looked at.
 */
export const raiseAlerts = behaviour('summaries.raiseAlerts', async (work: Work, patient: RegisteredPatient, alerts: readonly JsonObject[]): Promise<void> => {
  const { services } = work
  const store = summariesStore(services)
  for (const alert of alerts) store.addAlert(patient.id, alert)
  for (const { row, alert } of store.unsentAlerts(patient.id)) {
    try {
      await sendAlert(work, alert)
      store.alertSent(row)
    } catch (failure) {
      if (!(failure instanceof NationalRefusal)) throw failure
      services.tasks.raise({ code: 'privacy-alert-not-sent', patientId: patient.id, text: `The Privacy Officer was not told that this patient's summary was looked at. ${failure.message}` })
    }
  }
})
