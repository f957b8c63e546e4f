import { readInterchange } from '../../config/edifact/read-edifact.ts'
import { writeInterchange, writeMessage, type Written } from '../../config/edifact/write-edifact.ts'
import { loadWorld } from '../../config/world.ts'
import type { LinkTransaction } from '../../candidate/port/registration-links.ts'
import type { AssayWorld, Person } from '../world.ts'

const links = () => loadWorld().registrationLinks

/** Types of transactions in both directions. Source: GP Links specification, code list "nhais". */
export const OUTGOING = { acceptance: 'G1', amendment: 'G2', removal: 'G3', deduction: 'G5' } as const
export type IncomingType = 'F1' | 'F2' | 'F3' | 'F4' | 'F8' | 'F9' | 'F10' | 'F11'

/** The highest number of interchanges and messages; after it comes 1. */
export const HIGHEST = 99_999_999
export const following = (number: number): number => (number >= HIGHEST ? 1 : number + 1)
export const eightDigits = (number: number): string => String(number).padStart(8, '0')

/** A text as the registration system can read it: capitals without accents. */
export const capitals = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toUpperCase()
const day = (iso: string) => iso.replaceAll('-', '')

/** How the authority knows the GP who answers for a patient: GMC number and the practice's own code. */
export const gpOf = (gmc: string): string => `${gmc},${loadWorld().practice.odsCode}`

/** What an outgoing transaction has to say after its number and its GP, segment by segment. Source: published transactions G1 to G5. */
export function expectedLines(transaction: LinkTransaction, { nhsNumber, national }: Person, today: string): Written[] {
  const { kind, notes, drugsDispensed, surname, previousSurname, forename, address, postcode } = transaction
  const named: Written[] = [['S02', '2'], ['PNA', 'PAT', [nhsNumber, 'OPI']]]
  const told: Written[] = notes === undefined ? [] : [['FTX', 'RGI', '', '', capitals(notes)]]
  const dispensed: Written[] = drugsDispensed === undefined ? [] : [['HEA', 'DM', [drugsDispensed, 'ZZZ']]]
  const date = (qualifier: string, iso: string | undefined): Written[] => (iso === undefined ? [] : [['DTM', [qualifier, day(iso), '102']]])
  if (kind === 'removal') return [...told, ...named]
  if (kind === 'deduction') return [['GIS', [transaction.reasonCode ?? '', 'ZZZ']], ...date('961', transaction.date), ...told, ...named]
  if (kind === 'amendment') {
    const before: Written[] = previousSurname === undefined ? [] : [['S02', '2'], ['PNA', 'PER', '', '', '', ['SU', capitals(previousSurname)]]]
    const names: string[][] = [surname === undefined ? [''] : ['SU', capitals(surname)], ...(forename === undefined ? [] : [['FO', capitals(forename)]])]
    const where: Written[] = address === undefined ? [] : [['NAD', 'PAT', '', capitals(address).split('\n'), '', '', '', '', capitals(postcode ?? '')]]
    return [...dispensed, ...told, ['S02', '2'], ['PNA', 'PAT', [nhsNumber, 'OPI'], '', '', ...names], ...where, ...before]
  }
  return [
    ...(transaction.previousGp === undefined ? [] : [['NAD', 'PGP', '', '', capitals(transaction.previousGp)] as Written]),
    ['HEA', 'ACD', ['A', 'ZZZ']],
    ['HEA', 'ATP', [transaction.acceptanceType ?? '', 'ZZZ']],
    ...dispensed,
    ...date('956', today),
    ...date('957', transaction.dateOfEntry),
    ...date('958', transaction.dateOfExit),
    ...(transaction.birthPlace === undefined ? [] : [['LOC', '950', capitals(transaction.birthPlace)] as Written]),
    ...told,
    ['S02', '2'],
    ['PNA', 'PAT', [nhsNumber, 'OPI'], '', '', ['SU', capitals(national.family)], ['FO', capitals(national.given)], ['TI', capitals(national.title)]],
    ...date('329', national.birthDate),
    ['PDI', national.gender === 'female' ? '2' : '1'],
    ['NAD', 'PAT', '', national.address.line.map(capitals), '', '', '', '', national.address.postcode],
    ...(transaction.previousAddress === undefined ? [] : [['NAD', 'PER', '', capitals(transaction.previousAddress).split('\n')] as Written]),
  ]
}

/** A message of the authority: its transactions are of one type, and each has its own segments. */
export interface AuthorityMessage {
  type: IncomingType | (string & {})
  number: number
  lines: readonly Written[]
  /** ISO date of the last day of a quarter that is closed. */
  ends?: string
}

/** What was put into the practice's mailbox, to look for its receipt. */
export interface AuthorityInterchange {
  reference: string
  messages: string[]
  messageId: string
  about: string
}

/** A registration message as the authority writes it. The quarter's end has no transaction within. */
export function registrationMessage(reference: string, { type, number, lines, ends = '' }: AuthorityMessage, gp: string): string {
  const transaction: Written[] = type === 'F8' ? [['RFF', ['TN', String(number)]], ...lines] : [['S01', '1'], ['RFF', ['TN', String(number)]], ['NAD', 'GP', [gp, '900']], ...lines]
  const quarter = type === 'F8' ? ([['DTM', ['206', day(ends), '102']]] as Written[]) : []
  return writeMessage(reference, 'FHSREG:0:1:FH:FHS001', [['BGM', '', '', '507'], ['NAD', 'FHS', [links().authority.code, '954']], ['DTM', ['137', '202611220915', '203']], ...quarter, ['RFF', ['950', type]], ...transaction])
}

/** A receipt of the authority for messages of the practice. */
export function receiptMessage(reference: string, { interchange, messages }: { interchange: string; messages: { number: string; fate: 'CP' | 'CA' }[] }, gp: string): string {
  const bad = messages.some(({ fate }) => fate !== 'CP')
  return writeMessage(reference, 'RECEP:0:2:FH', [
    ['BGM', '', '600', ['243', '202611220916', '306'], '64'],
    ['NHS', [links().authority.code, '819', '201'], [gp, '814', '202']],
    ['DTM', ['815', '202611220916', '306']],
    ...messages.map(({ number, fate }): Written => ['RFF', ['MIS', `${number} ${fate}`]]),
    ['RFF', ['RIS', `${interchange} ${bad ? 'ER' : 'OK'}`, String(messages.length)]],
  ])
}

/** More interchanges than the authority sends in one run. */
const INTERCHANGES_A_SEED = 100

/**
 * The number that the authority's next interchange has: one more than the last that it sent in this environment. A candidate that lives on has had those
 * of earlier runs, and is not told the same numbers again.
 */
export async function nextNumber(world: AssayWorld): Promise<number> {
  // In order, since one that is far behind the last is late and no gap: seeds go up from run to run.
  const before = links().lastReceived + (world.parameters.setup.seed - 1) * INTERCHANGES_A_SEED
  const sent = await world.hub.outside.mesh.latestFrom({ from: links().authority.mailbox })
  const reference = readInterchange(sent?.text ?? '')?.reference
  return following(reference === undefined ? before % HIGHEST : Number(reference))
}

/** Puts an interchange of the authority into the practice's mailbox. `cut`: its end did not come. */
export async function postFromAuthority(world: AssayWorld, { number, messages, about, receipt = false, cut = false }: { number: number; messages: readonly string[]; about: string; receipt?: boolean; cut?: boolean }): Promise<string> {
  const { cipher, authority } = links()
  const workflowId = receipt ? 'NHAIS_RECEP' : 'NHAIS_REG'
  const reference = eightDigits(number)
  const whole = writeInterchange({ syntax: 'UNOA:2', sender: authority.cipher, recipient: cipher, reference, date: '261122', time: '0915', application: receipt ? 'RECEP' : 'FHSREG', agreement: receipt ? 'EDIFACT TRANSFER' : 'FHSA EDI TRANSFERS' }, messages)
  return world.hub.outside.mesh.deliver({
    from: authority.mailbox,
    to: await world.hub.outside.mesh.mailboxOf({ odsCode: world.practice, workflowId }),
    workflowId,
    text: cut ? whole.slice(0, whole.lastIndexOf('UNZ')) : whole,
    about,
    references: [`RIS:${reference} `],
  })
}
