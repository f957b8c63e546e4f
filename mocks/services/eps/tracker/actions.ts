import type { DispenseNotification, Issue, Prescription } from '../state.ts'
import { ID } from '../systems.ts'
import { statusCoding } from './extensions.ts'

/** An entry of the tracker's answer. */
export type Entry = { fullUrl: string; search: { mode: string }; resource: { id: string } & Record<string, unknown> }

const PARTICIPANT = 'http://hl7.org/fhir/5.0/StructureDefinition/extension-RequestOrchestration.action.participant.typeReference'

export function itemsAction(prescription: Prescription, requests: readonly Entry[]) {
  return {
    title: 'Prescription Line Items(Medications)',
    ...(prescription.supplyDays !== undefined && {
      timingTiming: { repeat: { frequency: 1, period: prescription.supplyDays, periodUnit: 'd' } },
    }),
    action: requests.map(({ fullUrl }) => ({ resource: { reference: fullUrl } })),
  }
}

export function historyAction(
  issue: Issue,
  groupId: string,
  dispenses: readonly { notification: DispenseNotification; entries: readonly Entry[] }[],
) {
  return {
    title: 'Prescription status transitions',
    action: issue.history.flatMap((event) => {
      if (event.message === undefined) return []
      const dispensed = dispenses.find(({ notification }) => notification.id === event.notificationId)
      return {
        title: event.message,
        timingDateTime: new Date(event.at).toISOString(),
        code: [
          { coding: [statusCoding(event.status, false)] },
          ...(dispensed ? [{ coding: [{ system: ID.message, code: dispensed.notification.id }] }] : []),
        ],
        participant: [
          { extension: [{ url: PARTICIPANT, valueReference: { identifier: { system: ID.organisation, value: event.organisation } } }] },
        ],
        ...(dispensed
          ? { action: dispensed.entries.map(({ fullUrl }) => ({ resource: { reference: fullUrl } })) }
          : { resource: { reference: `urn:uuid:${groupId}` } }),
      }
    }),
  }
}
