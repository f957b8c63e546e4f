import { randomUUID } from 'node:crypto'
import { behaviour } from '../behaviour.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import type { RegistrationFacts } from '../registrations-mi/events.ts'
import type { Services } from '../services.ts'
import { transfersStore } from './transfers-store.ts'

/** Whether the record of somebody who has just been registered is asked for: of regular patients only, from another practice. */
export const isAskedFor = behaviour('gp2gp.isAskedFor', ({ temporary, previousPractice }: RegistrationFacts, ownPractice: string): boolean => !temporary && previousPractice !== undefined && previousPractice !== ownPractice)

/** Notes that the record of a patient is to be asked for. Inside the transaction that registers them: neither is there without the other. */
export const planTransfer = behaviour('gp2gp.planTransfer', (services: Services, patient: RegisteredPatient, facts: RegistrationFacts): void => {
  const { spine, config } = services
  if (!spine || !isAskedFor(facts, config.practice.odsCode)) return
  const store = transfersStore(services)
  // Somebody who came, left and comes again before anybody was asked: once is enough.
  for (const earlier of store.inState(['to-request'], patient.nhsNumber)) store.change(earlier, { state: 'withdrawn' })
  store.add({
    direction: 'in',
    nhsNumber: patient.nhsNumber,
    patientId: patient.id,
    practice: facts.previousPractice!,
    state: 'to-request',
    conversationId: randomUUID().toUpperCase(),
    facts: { returning: facts.returning },
  })
})
