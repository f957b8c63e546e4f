import { randomUUID } from 'node:crypto'
import { behaviour } from '../behaviour.ts'
import { staffMember } from '../practice/practice-data.ts'
import type { Work } from '../work.ts'
import { practiceOn } from './build-order.ts'
import { CANCELLATION_REASONS, EPS, EPS_EXTENSION } from './eps-systems.ts'
import type { Item } from './item.ts'
import { prescriberEntries, urn, type Entry, type Message } from './order-message.ts'
import { prescriberAt } from './prescriber.ts'
import type { Prescription } from './prescriptions-store.ts'

/** Whether somebody else than the prescriber cancels, or the prescriber in another role: the message then names both. */
export const isByAnother = behaviour(
  'prescribing.isByAnother',
  (work: Work, signedBy: string, roleId: string | undefined): boolean => signedBy !== work.session.user.id || roleId !== work.role.id,
)

/**
 * The message that asks EPS to cancel one item: the order as it was sent, with that item only, its status and the reason.
 * Who cancels is its requester; the original prescriber, if that is somebody else, stays responsible.
 * Source: EPS FHIR Prescribing API, $process-message#prescription-order-update.
 */
export function cancelMessage(
  work: Work,
  { item, prescription, reason }: { item: Item; prescription: Prescription; reason: string },
): Message {
  const order = JSON.parse(prescription.message) as Message
  const line = order.entry.find(({ fullUrl }) => fullUrl === urn(item.lineId))
  if (!line) throw new Error(`prescription ${prescription.shortId} has no line ${item.lineId}`)
  const others = order.entry.filter(({ resource }) => !['MedicationRequest', 'Provenance', 'MessageHeader'].includes(resource.resourceType))
  const header = order.entry.find(({ resource }) => resource.resourceType === 'MessageHeader')
  const byAnother = isByAnother(work, prescription.signedBy.id, roleIn(others))
  const urls = { role: urn(), practitioner: urn(), practice: urn() }
  const cancelled: Entry = {
    fullUrl: line.fullUrl,
    resource: {
      ...line.resource,
      status: 'cancelled',
      statusReason: { coding: [{ system: EPS.statusReason, code: reason, display: CANCELLATION_REASONS[reason] }] },
      ...(byAnother && {
        requester: { reference: urls.role },
        extension: [
          ...(line.resource['extension'] as object[]),
          { url: EPS_EXTENSION.responsiblePractitioner, valueReference: line.resource['requester'] },
        ],
      }),
    },
  }
  return {
    resourceType: 'Bundle',
    id: randomUUID(),
    identifier: { system: EPS.messageId, value: randomUUID() },
    type: 'message',
    entry: [
      {
        fullUrl: urn(),
        resource: {
          ...header?.resource,
          resourceType: 'MessageHeader',
          eventCoding: { system: EPS.event, code: 'prescription-order-update', display: 'Prescription Order Update' },
          focus: [cancelled, ...others].map(({ fullUrl }) => ({ reference: fullUrl })),
        },
      },
      cancelled,
      ...others,
      ...(byAnother ? prescriberEntries(canceller(work), practiceOn(work), urls) : []),
    ],
  }
}

/** Whoever cancels, as a message names them. A prescriber has professional numbers; somebody who may only cancel need not. */
function canceller(work: Work) {
  const { services, session, role } = work
  const member = staffMember(services.practice, session.user.id)
  const numbers = member && Object.keys(member.professionalCodes).length > 0 ? prescriberAt(work).numbers : []
  return {
    userId: session.user.id,
    role: { id: role.id, code: role.code, name: role.name },
    numbers,
    name: member
      ? { family: member.family, given: [member.given], ...(member.title !== undefined && { prefix: [member.title] }) }
      : { family: session.user.name, given: [] },
  }
}

function roleIn(entries: readonly Entry[]): string | undefined {
  const role = entries.find(({ resource }) => resource.resourceType === 'PractitionerRole')?.resource
  return (role?.['identifier'] as { value?: string }[] | undefined)?.[0]?.value
}
