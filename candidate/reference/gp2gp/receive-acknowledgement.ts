import { behaviour } from '../behaviour.ts'
import type { Services } from '../services.ts'
import { all, at, descendants, readXml, type XmlElement } from '../spine/xml.ts'
import { tellOfTrouble, trail } from './tell.ts'
import type { Transfer } from './transfer.ts'
import { transfersStore } from './transfers-store.ts'

/** What an acknowledgement says. */
export interface Acknowledged {
  positive: boolean
  code?: string
}

/** Reads MCCI_IN010000UK13; nothing for what is none. AA says yes, AE and AR say no, with a code in the detail or the reason; some systems write 6 for 06. */
export const readAcknowledgement = behaviour('gp2gp.readAcknowledgement', (payload: string): Acknowledged | undefined => {
  let root: XmlElement
  try {
    root = readXml(payload)
  } catch {
    // Nothing that can be read says nothing: the transfer goes on waiting, and its patience ends.
    return undefined
  }
  const acknowledgement = at(root, 'acknowledgement')
  if (!acknowledgement) return undefined
  const reason = all(at(root, 'ControlActEvent'), 'reason').map((each) => at(each, 'justifyingDetectedIssueEvent', 'code'))
  const code = [at(acknowledgement, 'acknowledgementDetail', 'code'), ...reason].map((each) => each?.attributes['code']).find((each) => each !== undefined)
  return { positive: acknowledgement.attributes['typeCode'] === 'AA', ...(code !== undefined && { code: code.padStart(2, '0') }) }
})

/** Whether a COPC lets the files of a record come: it continues the very extract that was sent. Source: GP2GP large messaging. */
export const letsFilesCome = behaviour('gp2gp.letsFilesCome', (payload: string, { facts }: Transfer): boolean => {
  try {
    const [acknowledgement] = descendants(readXml(payload), 'acknowledgement')
    return acknowledgement?.attributes['typeCode'] === 'AA' && at(acknowledgement, 'messageRef', 'id')?.attributes['root'] === facts.extractMessageId
  } catch {
    // Nothing that can be read lets nothing come.
    return false
  }
})

/** Codes with which a record has arrived all the same: here already (12), kept apart (15), or filed as an attachment (26). */
const ARRIVED = new Set(['12', '15', '26'])

/** Whether the other practice has a record, whatever it says of it. */
export const hasArrived = behaviour('gp2gp.hasArrived', ({ positive, code = '' }: Acknowledged): boolean => positive || ARRIVED.has(code))

/** What the word of the other practice means for a transfer; nothing where it changes nothing. */
export const stateAfter = behaviour('gp2gp.stateAfter', ({ direction, state }: Transfer, said: Acknowledged): Transfer['state'] | undefined => {
  if (direction === 'in') return !said.positive && (state === 'requested' || state === 'unanswered') ? 'refused' : undefined
  if (state !== 'sent' && state !== 'files-sent' && state !== 'unanswered') return undefined
  return hasArrived(said) ? 'accepted' : 'rejected'
})

/** Takes the word of the other practice about a request or an extract. */
export function receiveAcknowledgement(services: Services, transfer: Transfer, payload: string): void {
  const acknowledged = readAcknowledgement(payload)
  const state = acknowledged && stateAfter(transfer, acknowledged)
  if (state === undefined) return
  const { code } = acknowledged!
  const changed = transfersStore(services).change(transfer, { state, patienceUntil: null, ...(code !== undefined && { code }) })
  tellOfTrouble(services, changed)
  trail(services, changed, state === 'accepted' ? 'record-accepted' : 'record-declined-elsewhere', { ...(code !== undefined && { code }) }, state === 'accepted' ? 'done' : 'failed')
}
