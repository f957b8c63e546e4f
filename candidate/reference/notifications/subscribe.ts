import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { RESULT_STORED } from '../laboratory/stored-reports.ts'
import { createSubscription, listSubscriptions, type NationalSubscription } from '../national/mns.ts'
import { Refusal } from '../refusal.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'

/** The MESH workflow under which signals come to the practice's mailbox. */
export const SIGNAL_WORKFLOW = 'MNS_SIGNAL'

/**
 * What the practice wants to hear of: changes and deaths of those registered with it, requests to register with it, and results of
 * tests that it asked for. Of nobody else: signals name patients.
 */
export const criteriaFor = behaviour('notifications.criteriaFor', (odsCode: string): string[] => [
  `eventType='pds-record-change-2' AND registeredgpodscode='${odsCode}'`,
  `eventType='pds-death-notification-2' AND registeredgpodscode='${odsCode}'`,
  `eventType='gpreg-change-gp-req-1' AND generalpractitioner='${odsCode}'`,
  `eventType='${RESULT_STORED}' AND requestingOrganisationODS='${odsCode}'`,
])

/** Who may change what the practice is told nationally. */
export const demandSubscriber = behaviour('notifications.demandSubscriber', ({ role }: Work): void => demand(role, 'B1700'))

/** What is still to be subscribed to. MNS takes one subscription for each endpoint and event type. */
export const missingFrom = behaviour('notifications.missingFrom', (wanted: readonly string[], existing: readonly NationalSubscription[]): string[] =>
  wanted.filter((criteria) => !existing.some((each) => each.criteria === criteria)),
)

/** Subscribes to all that the practice wants to hear of; what it has already is left as it is. */
export async function subscribe(work: Work): Promise<NationalSubscription[]> {
  demandSubscriber(work)
  const { mesh, config } = work.services
  if (!mesh) throw new Refusal('rule', 'This practice has no mailbox that events could come to. Set areas.mesh in the configuration.')
  const endpoint = `mesh://${mesh.mailbox}?workflow_id=${SIGNAL_WORKFLOW}`
  const existing = (await listSubscriptions(work)).filter((each) => each.endpoint === endpoint)
  const made: NationalSubscription[] = []
  for (const criteria of missingFrom(criteriaFor(config.practice.odsCode), existing)) {
    const id = await createSubscription(work, { criteria, endpoint })
    audited(work, { event: 'events-subscribed', action: 'C', subject: `Subscription/${id}`, detail: { criteria } })
    made.push({ id, criteria, endpoint })
  }
  return [...existing, ...made]
}
