import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { patientsOf } from '../demographics/patients.ts'
import { stamp, writeInterchange, writeMessage, type Line } from '../edifact/write-interchange.ts'
import { meshStore } from '../mesh/mesh-store.ts'
import { defaultGp, staffMember } from '../practice/practice-data.ts'
import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'
import { linksStore, type LinkFlag, type Transaction, type TransactionType } from './links-store.ts'
import { eightDigits, nextNumber } from './numbers.ts'
import { linkSettings, type LinkSettings } from './settings.ts'
import { transactionLines, type LinkRequest } from './write-transaction.ts'

const TYPES: Readonly<Record<LinkRequest['kind'], TransactionType>> = { acceptance: 'G1', amendment: 'G2', removal: 'G3', deduction: 'G5' }
export const KINDS: Readonly<Record<TransactionType, LinkRequest['kind']>> = { G1: 'acceptance', G2: 'amendment', G3: 'removal', G5: 'deduction' }

/** The activity without which nobody writes to the registration authority: it changes a patient's registration. */
export const demandRegistrar = behaviour('registrationLinks.demandRegistrar', ({ role }: Work): void => demand(role, 'B0825'))

export function settingsOf(services: Pick<Services, 'config'>): LinkSettings {
  const settings = linkSettings(services.config)
  if (!settings) throw new Refusal('rule', 'This practice has no registration links. Set areas.registration-links in the configuration.')
  return settings
}

/** What the authority must be told with each kind of transaction. Source: GP Links specification, data items of transactions. */
export const missingFrom = behaviour('registrationLinks.missingFrom', (request: LinkRequest): [field: keyof LinkRequest, text: string][] => {
  const { kind, acceptanceType, previousGp, dateOfEntry, notes, reasonCode, date } = request
  const needed: [keyof LinkRequest, boolean, string][] = [
    ['acceptanceType', kind === 'acceptance' && !/^[1-4]$/.test(acceptanceType ?? ''), 'Say whether it is a birth, a first registration, a transfer or an immigrant.'],
    ['previousGp', acceptanceType === '3' && previousGp === undefined, 'Name the GP before: the patient is transferred.'],
    ['dateOfEntry', acceptanceType === '4' && dateOfEntry === undefined, 'Give the date on which the patient came into the country.'],
    ['notes', kind === 'removal' && notes === undefined, 'Say why the patient is to be removed.'],
    ['reasonCode', kind === 'deduction' && reasonCode === undefined, 'Give the reason of the deduction.'],
    ['date', kind === 'deduction' && date === undefined, 'Give the date of the deduction.'],
  ]
  return needed.flatMap(([field, isMissing, text]) => (isMissing ? [[field, text]] : []))
})

/** How the authority knows a GP: GMC number and the practice's own code. */
export function gpCode({ practice, config }: Services, { registrations }: RegisteredPatient): string {
  const gp = staffMember(practice, registrations[0]?.accountableGp) ?? defaultGp(practice)
  return `${gp?.professionalCodes['gmc'] ?? ''},${config.practice.odsCode}`
}

/** An interchange to the authority. The numbers are taken with it. */
export function interchange(services: Services, settings: LinkSettings, { type, application, agreement, body }: { type: readonly string[]; application?: string; agreement?: string; body: readonly Line[] }): { content: string; interchange: number; message: number } {
  const number = nextNumber(services, 'interchange', settings)
  const message = nextNumber(services, 'message', settings)
  const content = writeInterchange(
    { syntax: ['UNOA', '2'], advice: false, sender: [settings.cipher], recipient: [settings.authority.cipher], reference: eightDigits(number), at: services.clock.now(), ...(application !== undefined && { application }), ...(agreement !== undefined && { agreement }) },
    [writeMessage(eightDigits(message), type, body)],
  )
  return { content, interchange: number, message }
}

/** Tells the registration authority something of a patient. It is sent with the next round of messages. */
export function sendTransaction(work: Work, patientId: string, request: LinkRequest): Transaction {
  demandRegistrar(work)
  const { services } = work
  const settings = settingsOf(services)
  const patient = patientsOf(services).get(patientId)
  const missing = missingFrom(request)
  if (missing.length > 0) throw new Refusal('invalid', missing.map(([field, text]) => ({ field, text })))
  return services.database.transaction(() => {
    const number = nextNumber(services, 'transaction', settings)
    const { day, time } = stamp(services.clock.now())
    const body: Line[] = [
      ['BGM', '', '', '507'],
      ['NAD', 'FHS', [settings.authority.code, '954']],
      ['DTM', ['137', `${day}${time}`, '203']],
      ['RFF', ['950', TYPES[request.kind]]],
      ['S01', '1'],
      ['RFF', ['TN', String(number)]],
      ['NAD', 'GP', [gpCode(services, patient), '900']],
      ...transactionLines(request, patient, services.clock.today()),
    ]
    const written = interchange(services, settings, { type: ['FHSREG', '0', '1', 'FH', 'FHS001'], body })
    const transaction = linksStore(services).add({ number, type: TYPES[request.kind], patientId, ...written })
    enqueue(services, settings, transaction)
    audited(work, { event: 'registration-transaction-sent', action: 'C', patientId, detail: { kind: request.kind, number } })
    return transaction
  })
}

function enqueue(services: Services, { authority }: LinkSettings, { content, patientId }: Transaction): void {
  meshStore(services).enqueue({ recipient: authority.mailbox, workflowId: 'NHAIS_REG', subject: 'FHSREG', content, patientId })
}

/** What is sent when the authority asks for an interchange again: that very interchange, under its number. */
export const contentToRepeat = behaviour('registrationLinks.contentToRepeat', (_services: Services, transaction: Transaction, _settings: LinkSettings): string => transaction.content)

/** The authority has asked for a transaction again. */
export function sendAgain(work: Work, patientId: string, number: number): Transaction {
  demandRegistrar(work)
  const { services } = work
  return services.database.transaction(() => {
    const transaction = linksStore(services).ofPatient(patientId).find((each) => each.number === number)
    if (!transaction) throw new Refusal('not-found', 'There is no such transaction of this patient.')
    const settings = settingsOf(services)
    enqueue(services, settings, { ...transaction, content: contentToRepeat(services, transaction, settings) })
    linksStore(services).become(transaction.id, 'sent')
    audited(work, { event: 'registration-transaction-repeated', action: 'C', patientId, detail: { number } })
    return { ...transaction, state: 'sent' }
  })
}

/** What the authority was told of a patient and what came of it, and what it believes of them. */
export function transactionsOf(work: Work, patientId: string): { transactions: Transaction[]; flags: LinkFlag[] } {
  demand(work.role, 'B0820')
  patientsOf(work.services).get(patientId)
  const store = linksStore(work.services)
  audited(work, { event: 'registration-transactions-viewed', action: 'R', patientId })
  return { transactions: shownTransactions(store.ofPatient(patientId)), flags: store.flagsOf(patientId) }
}

/** What of a transaction staff see: also why it was rejected. */
export const shownTransactions = behaviour('registrationLinks.shownTransactions', (transactions: Transaction[]): Transaction[] => transactions)
