import { behaviour } from '../behaviour.ts'
import type { Services } from '../services.ts'

/** What the national service answers to a list in which it does not take every number for one. */
const INVALID = 'The file contains one or more invalid NHS Numbers.'

/** The list that is sent: a number a line, each with a comma, lines ended by LF. */
export const listOf = behaviour('extracts.listOf', (nhsNumbers: readonly string[]): string => nhsNumbers.map((number) => `${number},\n`).join(''))

/** Name of a list: mailbox, date, and how many of that month it makes. Source: check for national data opt-outs, file naming. */
export const listName = behaviour('extracts.listName', ({ database, clock, mesh }: Pick<Services, 'database' | 'clock' | 'mesh'>): string => {
  const [year = '', month = '', day = ''] = clock.today().split('-')
  const before = database.one<{ count: number }>('SELECT count(*) AS count FROM submission WHERE list LIKE ?', `${mesh?.mailbox ?? ''}-__${month}${year.slice(2)}-____.dat`)?.count ?? 0
  return `${mesh?.mailbox ?? ''}-${day}${month}${year.slice(2)}-${String(before + 1).padStart(4, '0')}.dat`
})

/** Those of whom an answer says that they have not opted out; nothing for an answer that says nothing of the kind. */
export const readAnswer = behaviour('extracts.readAnswer', (content: string): ReadonlySet<string> | undefined => {
  if (content.includes(INVALID) || !/^(?:\d{10},\r?\n)*$/.test(content)) return undefined
  return new Set(content.match(/\d{10}/g) ?? [])
})
