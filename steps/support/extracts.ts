import { DOMParser } from '@xmldom/xmldom'
import type { ExtractView } from '../../candidate/port/extracts.ts'
import { must, type AssayWorld } from '../world.ts'
import { daysAfter, onTheWall } from './practice-clock.ts'

/** A file that a practice reported, item by item. */
export interface ExtractFile {
  /** Id of the message that it came in, and the file as it was sent. */
  messageId: string
  to: string
  text: string
  root: string
  envelope: Readonly<Record<string, string>>
  records: readonly Readonly<Record<string, string>>[]
}

/** Workflows; docs/candidate-contract/extracts.md says which are published and which inferred. */
export const WORKFLOWS = {
  gpad: 'GPAD_EXTRACT',
  'fit-notes': 'EMED3_ACTIVITY',
  mi: 'GP_MANAGEMENT_INFORMATION',
  fgm: 'FGM_ENHANCED_DATASET',
  terminology: 'GP_TERMINOLOGY_USAGE',
  collection: 'GP_COLLECTION_EXTRACT',
  request: 'GP_COLLECTION_REQUEST',
  disclosure: 'GP_DISCLOSURE',
  list: 'SPINE_NTT_UPHOLDING',
} as const
export type ReportWorkflow = keyof typeof WORKFLOWS

/** Mailboxes of those who get something. */
export const RESEARCH_OFFICE = 'RZ9OT003'
export const TRUST = 'RZ9OT001'
export const SPINE = 'X26HC065'
const ENGLAND = { collection: 'X26OT101', gpad: 'X26OT102', mi: 'X26OT103', terminology: 'X26OT104', 'fit-notes': 'X26OT105', fgm: 'X26OT106' } as const

/** The mailbox to which a report or a collected extract goes. */
export const mailboxFor = (workflow: keyof typeof ENGLAND): string => ENGLAND[workflow]

/** Everything that the practice has sent under a workflow, oldest first. What nobody can read has no records, and no name. */
export async function sentUnder(world: AssayWorld, workflow: ReportWorkflow): Promise<ExtractFile[]> {
  const messages = await world.hub.outside.mesh.listMessages({ workflowId: WORKFLOWS[workflow] })
  return messages.filter(({ from, type }) => type === 'DATA' && from !== SPINE).map(({ id, to, text }) => ({ messageId: id, to, text, ...readExtract(text) }))
}

function readExtract(text: string): Pick<ExtractFile, 'root' | 'envelope' | 'records'> {
  try {
    // The parser is lenient here; XML is not.
    if (/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i.test(text)) throw new Error('an ampersand by itself')
    const fail = (why: string) => {
      throw new Error(why)
    }
    const root = new DOMParser({ errorHandler: { warning: fail, error: fail, fatalError: fail } }).parseFromString(text, 'application/xml').documentElement
    if (!root) throw new Error('nothing')
    const groups = elements(root)
    return { root: root.nodeName, envelope: items(groups.find(({ nodeName }) => nodeName === 'Envelope')), records: groups.filter(({ nodeName }) => nodeName === 'Record').map(items) }
  } catch {
    // Whoever looks for it does not find it, and says so.
    return { root: '', envelope: {}, records: [] }
  }
}

const elements = (of: Element): Element[] => Array.from(of.childNodes as unknown as ArrayLike<Node>).filter((node): node is Element => node.nodeType === 1)
const items = (of: Element | undefined): Record<string, string> => Object.fromEntries(of ? elements(of).map((each) => [each.nodeName, each.textContent ?? '']) : [])

/** Those a study or a collection is about are born within a week that nobody else's patients are born in. */
export function cohortOf(world: AssayWorld): { bornFrom: string; bornTo: string } {
  const bornFrom = daysAfter('1935-01-01', world.make.pick(1800) * 7)
  return { bornFrom, bornTo: daysAfter(bornFrom, 6) }
}

/** Now, as the scenario has it: milliseconds since 1970, and the date on the practice's wall. */
export const nowOf = (world: AssayWorld): number => Date.now() + world.secondsPassed * 1000
export const todayOf = (world: AssayWorld): string => onTheWall(nowOf(world)).date

/** The instant at which a day begins on the practice's clock. */
export function midnightOf(date: string): number {
  const utc = Date.parse(`${date}T00:00:00Z`)
  return onTheWall(utc).time === '00:00' ? utc : utc - 3_600_000
}

/** The Monday of the week that a date is in. */
export const mondayOf = (date: string): string => daysAfter(date, -((new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7))

/** The first day of the month so many months after that of a date. */
export function monthAfter(date: string, months: number): string {
  const [year = 0, month = 1] = date.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10)
}

/** What tells who a patient is, in the words of their national record. */
export function identityOf(world: AssayWorld, name: string): Record<string, string> {
  const { nhsNumber, national } = world.named(name)
  return { 'NHS number': nhsNumber, 'given name': national.given, 'family name': national.family, 'date of birth': national.birthDate, postcode: national.address.postcode, 'mobile number': national.mobile }
}

/** What the scenario has had reported or disclosed, oldest first. */
export function preparedIn(world: AssayWorld): ExtractView[] {
  const kept = (world.notes.get('prepared') as ExtractView[] | undefined) ?? []
  world.notes.set('prepared', kept)
  return kept
}

/** Everything that left the practice or is to, as it sees that itself. */
export async function listed(world: AssayWorld): Promise<{ liveSince: string; extracts: ExtractView[] }> {
  return must(await world.candidate.extracts.list(await world.behindTheScenes('practice manager')), 'show what was reported and disclosed')
}

/** How the practice sees what was prepared last. */
export async function lastShown(world: AssayWorld): Promise<ExtractView | undefined> {
  const { extracts } = await listed(world)
  const reference = preparedIn(world).at(-1)?.reference
  return extracts.find((each) => each.reference === reference)
}

/** Remembers which tasks were there before: where scenarios follow each other, the list is long. */
export async function rememberTasks(world: AssayWorld): Promise<void> {
  const all = must(await world.candidate.tasks.all(await world.behindTheScenes('second GP')), 'show what is to be done')
  world.notes.set('tasks before', new Set(all.map(({ id }) => id)))
}
