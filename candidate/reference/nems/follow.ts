import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { patientsOf } from '../demographics/patients.ts'
import { NationalRefusal } from '../national/answer.ts'
import { createNemsSubscription, deleteNemsSubscription } from '../national/nems.ts'
import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'
import { nemsStore } from './nems-store.ts'

/** Whether a patient is followed already: events would come twice. */
export const isFollowed = behaviour('nems.isFollowed', (services: Services, patientId: string): boolean => nemsStore(services).subscriptionOf(patientId) !== undefined)

/** Subscribes to the events of a registered patient; gives the id of the subscription. */
export async function followPatient(work: Work, patientId: string): Promise<string> {
  demand(work.role, 'B0825')
  const { services } = work
  const { spine, mesh, config } = services
  if (!spine || !mesh) throw new Refusal('rule', 'This practice is not on the Spine, or has no mailbox. Set areas.spine and areas.mesh in the configuration.')
  const patient = patientsOf(services).get(patientId)
  if (patient.status !== 'active') throw new Refusal('rule', 'Only registered patients are followed.')
  const known = nemsStore(services).subscriptionOf(patientId)
  if (known !== undefined && isFollowed(services, patientId)) return known
  const id = await createNemsSubscription({ spine, practice: config.practice }, { nhsNumber: patient.nhsNumber, mailbox: mesh.mailbox })
  services.database.transaction(() => {
    nemsStore(services).follow(patientId, id)
    audited(work, { event: 'patient-followed', action: 'C', patientId, subject: `Subscription/${id}` })
  })
  return id
}

/** Ends the subscriptions of those who have left: the practice is not to hear of them any more. What fails is tried again in the next round. */
export const letGo = behaviour('nems.letGo', async (services: Services): Promise<void> => {
  const { spine, config, audit } = services
  const store = nemsStore(services)
  for (const { id, patientId } of spine ? store.toEnd() : []) {
    try {
      await deleteNemsSubscription({ spine: spine!, practice: config.practice }, id)
    } catch (error) {
      if (!(error instanceof NationalRefusal)) throw error
      continue
    }
    store.ended(id)
    audit.record({ event: 'patient-followed-no-more', action: 'D', outcome: 'done', agent: { system: 'NEMS' }, patientId, subject: `Subscription/${id}` })
  }
})
