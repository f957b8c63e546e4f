import { createHash } from 'node:crypto'
import { behaviour } from '../behaviour.ts'
import { readInterchange, type EdifactMessage, type ReceivedInterchange } from '../edifact/read-interchange.ts'
import { part } from '../edifact/segment.ts'
import { EdifactError } from '../edifact/tokenise.ts'
import { stamp, type Line } from '../edifact/write-interchange.ts'
import type { MessageHandler } from '../mesh/handler.ts'
import { meshStore } from '../mesh/mesh-store.ts'
import type { CollectedMessage } from '../national/mesh.ts'
import type { Services } from '../services.ts'
import { linksStore } from './links-store.ts'
import { following, HIGHEST, lastUsed } from './numbers.ts'
import { readTransactions, TransactionProblem } from './read-transaction.ts'
import { interchange } from './send-transaction.ts'
import { linkSettings, type LinkSettings } from './settings.ts'
import { takeTransaction } from './take-transaction.ts'

/** What became of a message. Source: RECEP, code list "recep". */
type Fate = 'CP' | 'CA' | 'CI'

/** A person sees to what could not be read. */
export const onUnreadable = behaviour('registrationLinks.onUnreadable', ({ tasks }: Services, { id, from }: CollectedMessage, problem: string, reference?: string): void => {
  const what = reference === undefined ? 'A message' : `Interchange ${reference}`
  tasks.raise({ code: 'registration-unreadable', focus: `mesh:${id}`, text: `${what} from the registration authority (mailbox ${from}) could not be read, or not all of it: ${problem} It is kept as it came; ask the authority to send it again.` })
})

/** Takes one message in, whole or not at all. */
export const takeMessage = behaviour('registrationLinks.takeMessage', (services: Services, message: EdifactMessage): { fate: Fate; problem?: string } => {
  try {
    const transactions = readTransactions(message)
    for (const transaction of transactions) takeTransaction(services, transaction)
    return { fate: 'CP' }
  } catch (error) {
    if (!(error instanceof TransactionProblem)) throw error
    return { fate: 'CA', problem: error.message }
  }
})

/** Whether an interchange is whole: of one that is cut off nothing is taken. Control references that differ are borne, as the published system bears them. */
export const isWhole = behaviour('registrationLinks.isWhole', ({ ended }: ReceivedInterchange): boolean => ended)

/** What is said of an interchange as a whole: all of it could be read, some, or nothing. */
export const wordOnWhole = behaviour('registrationLinks.wordOnWhole', (fates: readonly Fate[]): 'OK' | 'ER' | 'NA' => (fates.every((fate) => fate === 'CP') && fates.length > 0 ? 'OK' : fates.includes('CP') ? 'ER' : 'NA'))

/** Whether the authority is told that an interchange came: each, once. */
export const isReceipted = behaviour('registrationLinks.isReceipted', (): boolean => true)

function receipt(services: Services, settings: LinkSettings, { reference, messages }: ReceivedInterchange, fates: readonly Fate[]): void {
  // Who is named in the first message. A quarter's end names no GP.
  const segments = messages[0]?.segments ?? []
  const named = (qualifier: string) => part(segments.find((segment) => segment.tag === 'NAD' && part(segment, 1) === qualifier), 2)
  const { day, time } = stamp(services.clock.now())
  const body: Line[] = [
    ['BGM', '', '600', ['243', `${day}${time}`, '306'], '64'],
    ['NHS', [named('FHS') || settings.authority.code, '819', '201'], [named('GP') || '9999', '814', '202']],
    ['DTM', ['815', `${day}${time}`, '306']],
    ...messages.map((message, at): Line => ['RFF', ['MIS', `${message.reference} ${fates[at]}`]]),
    ['RFF', ['RIS', `${reference} ${wordOnWhole(fates)}`, String(messages.length)]],
  ]
  const { content } = interchange(services, settings, { type: ['RECEP', '0', '2', 'FH'], application: 'RECEP', agreement: 'EDIFACT TRANSFER', body })
  meshStore(services).enqueue({ recipient: settings.authority.mailbox, workflowId: 'NHAIS_RECEP', subject: 'RECEP', content })
}

/** Somebody asks for interchanges that never came. */
export const onGap = behaviour('registrationLinks.onGap', ({ tasks }: Services, from: number, to: number): void => {
  const missing = from === to ? `Interchange ${from}` : `Interchanges ${from} to ${to}`
  tasks.raise({ code: 'registration-gap', focus: `registration:gap:${from}`, text: `${missing} of the registration authority did not come. Ask it to send what is missing.` })
})

/** Keeps count of what came: one is missing when the next but one comes. What comes late after all fills its place. */
function keepCount(services: Services, settings: LinkSettings, number: number): void {
  const store = linksStore(services)
  const last = lastUsed(store.last('received'), settings.lastReceived)
  const expected = following(last, HIGHEST.interchange)
  // Behind by less than half of all numbers: it comes late. Else it is ahead.
  const ahead = (number - expected + HIGHEST.interchange) % HIGHEST.interchange
  if (ahead >= HIGHEST.interchange / 2) return
  if (ahead > 0) onGap(services, expected, number === 1 ? HIGHEST.interchange : number - 1)
  store.setLast('received', number)
}

/** Whether an interchange came before, in another message. */
export const isRepeated = behaviour('registrationLinks.isRepeated', (services: Services, digest: string): boolean => linksStore(services).hasReceived(digest))

/** Reads what came, unless it came before; a person sees to what is no interchange. */
function opened(services: Services, settings: LinkSettings, message: CollectedMessage): ReceivedInterchange | undefined {
  try {
    const received = readInterchange(message.content)
    const digest = createHash('sha256').update(message.content).digest('hex')
    if (isRepeated(services, digest)) return undefined
    const number = /^\d{1,8}$/.test(received.reference) ? Number(received.reference) : 0
    linksStore(services).received(digest, number)
    if (number > 0) keepCount(services, settings, number)
    return received
  } catch (error) {
    if (!(error instanceof EdifactError)) throw error
    onUnreadable(services, message, error.message)
    return undefined
  }
}

/** Transactions of the registration authority. */
export const registrationMessages: MessageHandler = {
  takes: (workflowId) => workflowId === 'NHAIS_REG',
  takeIn: (services, message) => {
    const settings = linkSettings(services.config)
    if (!settings) return onUnreadable(services, message, 'This practice has no registration links.')
    const received = opened(services, settings, message)
    if (!received) return
    const taken = received.messages.map((each) => (isWhole(received) ? takeMessage(services, each) : { fate: 'CI' as const, problem: 'It is cut off.' }))
    const problems = taken.flatMap(({ problem }) => problem ?? [])
    if (problems.length > 0 || taken.length === 0) onUnreadable(services, message, problems.join(' ') || 'It has no messages.', received.reference)
    if (isReceipted()) receipt(services, settings, received, taken.map(({ fate }) => fate))
  },
  undelivered: (services, sent, { code, description }) => {
    if (sent.workflowId !== 'NHAIS_REG' && sent.workflowId !== 'NHAIS_RECEP') return false
    onUndelivered(services, sent.content, `${code}: ${description}`)
    return true
  },
}

/** What did not arrive is not sent again by itself: the authority asks for it. Source: NHAIS GP Links, NH01. */
export const onUndelivered = behaviour('registrationLinks.onUndelivered', (services: Services, content: string, why: string): void => {
  const transaction = linksStore(services).byContent(content)
  if (transaction) linksStore(services).become(transaction.id, 'doubtful', why)
  services.tasks.raise({
    code: 'registration-undelivered',
    ...(transaction && { patientId: transaction.patientId, focus: `registration:${transaction.number}` }),
    text: `${transaction ? `Transaction ${transaction.number}` : 'A receipt'} for the registration authority was not delivered (${why}). It is sent again only when the authority asks for it.`,
  })
})

/** What a receipt says of a transaction of ours. */
export const onReceipt = behaviour('registrationLinks.onReceipt', (services: Services, message: number, fate: string): void => {
  const store = linksStore(services)
  const transaction = store.byMessage(message)
  if (!transaction) return
  if (fate === 'CP') {
    if (transaction.state === 'sent' || transaction.state === 'doubtful') store.become(transaction.id, 'received')
    return
  }
  store.become(transaction.id, 'doubtful', 'The registration authority could not read it.')
  services.tasks.raise({ code: 'registration-doubtful', patientId: transaction.patientId, focus: `registration:${transaction.number}`, text: `The registration authority could not read transaction ${transaction.number} (${fate}). Ask it what is wrong before anything is sent again.` })
})

/** Receipts (RECEP) of the registration authority. */
export const receiptMessages: MessageHandler = {
  takes: (workflowId) => workflowId === 'NHAIS_RECEP',
  takeIn: (services, message) => {
    const settings = linkSettings(services.config)
    if (!settings) return onUnreadable(services, message, 'This practice has no registration links.')
    const received = opened(services, settings, message)
    for (const { segments } of received?.messages ?? []) {
      for (const segment of segments) {
        if (segment.tag !== 'RFF' || part(segment, 1) !== 'MIS') continue
        const [number = '', fate = ''] = part(segment, 1, 2).split(' ')
        onReceipt(services, Number(number), fate)
      }
    }
  },
}
