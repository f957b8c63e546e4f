import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { patientsOf } from '../demographics/patients.ts'
import type { Work } from '../work.ts'
import { messagesStore } from './messages-store.ts'
import { demandWriter } from './send-message.ts'

/** Writes down whether a patient wants messages in the NHS App. */
export const setWish = behaviour('messaging.setWish', (work: Work, { patientId, wanted }: { patientId: string; wanted: boolean }): void => {
  demandWriter(work)
  const { services } = work
  const { id } = patientsOf(services).get(patientId)
  services.database.transaction(() => {
    messagesStore(services).refuse(id, !wanted)
    audited(work, { event: wanted ? 'messages-wanted' : 'messages-not-wanted', action: 'U', patientId: id })
  })
})
