import { randomUUID } from 'node:crypto'
import { behaviour } from '../behaviour.ts'
import { patientsOf } from '../demographics/patients.ts'
import { NationalRefusal } from '../national/answer.ts'
import type { Services } from '../services.ts'
import type { Spine } from '../spine/spine.ts'
import { ACTION } from './codes.ts'
import { findSystem } from './find-system.ts'
import { ehrRequest } from './messages.ts'
import { queue } from './send-message.ts'
import { isSwitchedOn } from './switch.ts'
import { tellOfTrouble, trail } from './tell.ts'
import type { Transfer } from './transfer.ts'
import { transfersStore } from './transfers-store.ts'

/** Milliseconds for which the other practice may be silent after a request. */
export const patienceWithPractice = behaviour('gp2gp.patienceWithPractice', (): number => 24 * 3_600_000)

/** Practice that is asked: the one that PDS had before the registration. */
export const practiceToAsk = behaviour('gp2gp.practiceToAsk', (_services: Services, transfer: Transfer): string => transfer.practice)

/** How a transfer stands once the request is on its way: it is not asked for again. */
export const stateAfterAsking = behaviour('gp2gp.stateAfterAsking', (): Transfer['state'] => 'requested')

/** Whether a record that is to be asked for is wanted still: while the patient is registered here. */
export const isStillWanted = behaviour('gp2gp.isStillWanted', (services: Services, { patientId }: Transfer): boolean => patientId !== undefined && patientsOf(services).find(patientId)?.status === 'active')

/** Asks the practice before this one for the record of a patient; tries again later where SDS does not answer. */
export async function askForRecord(services: Services, spine: Spine, transfer: Transfer): Promise<void> {
  const store = transfersStore(services)
  if (!isStillWanted(services, transfer)) return void store.change(transfer, { state: 'withdrawn' })
  if (!isSwitchedOn(services)) {
    services.database.transaction(() => {
      tellOfTrouble(services, store.change(transfer, { state: 'impossible' }))
      trail(services, transfer, 'record-request-impossible', { reason: 'switched off' }, 'failed')
    })
    return
  }
  const practice = practiceToAsk(services, transfer)
  let system: Awaited<ReturnType<typeof findSystem>>
  try {
    system = await findSystem(services.platform, practice, ACTION.request, undefined)
  } catch (error) {
    if (error instanceof NationalRefusal) return
    throw error
  }
  services.database.transaction(() => {
    if (!system) {
      tellOfTrouble(services, store.change(transfer, { state: 'impossible', code: '24' }))
      return trail(services, transfer, 'record-request-impossible', { code: '24' }, 'failed')
    }
    const requestId = randomUUID().toUpperCase()
    const messageId = randomUUID().toUpperCase()
    queue(services, spine, {
      to: system,
      action: ACTION.request,
      messageId,
      conversationId: transfer.conversationId,
      nhsNumber: transfer.nhsNumber,
      payload: (sending) => ehrRequest(sending, { requestId, nhsNumber: transfer.nhsNumber, author: services.config.practice.odsCode, destination: practice }),
    })
    store.change(transfer, { state: stateAfterAsking(), facts: { asid: system.asid, partyKey: system.partyKey, requestId, requestMessageId: messageId }, patienceUntil: services.clock.now() + patienceWithPractice() })
    trail(services, transfer, 'record-requested')
  })
}
