import { behaviour } from '../behaviour.ts'

/**
 * How facts about a patient look on screen.
 * Source: NHS Common User Interface, patient banner, NHS number, name, date and time display.
 */

/** `943 476 5919`: three, three and four digits, single spaces, on one line. */
export const formatNhsNumber = behaviour('format.nhsNumber', (nhsNumber: string) =>
  nhsNumber.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3'),
)

/** What makes a field take one NHS number: pages/assets/practice.js drops what is no digit, and groups what is typed. */
export const numberField = behaviour('format.numberField', (): Record<string, string> => ({ 'data-nhs-number': '', maxlength: '12' }))

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `07-Mar-1952` from `1952-03-07` or an instant that starts so; a partial date as far as it goes: `Mar-1952`. */
export const formatDate = behaviour('format.date', (iso: string) => {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(iso) ?? []
  return [day, month && MONTHS[Number(month) - 1], year].filter(Boolean).join('-')
})

const clockTime = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' })
const londonDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', year: 'numeric', month: '2-digit', day: '2-digit' })

/** `07-Mar-2026 14:05`, in the practice's time. */
export const formatDateTime = (iso: string) => `${formatDate(londonDay.format(new Date(iso)))} ${clockTime.format(new Date(iso))}`

export interface PersonName {
  prefix?: readonly string[] | undefined
  given?: readonly string[] | undefined
  family?: string | undefined
}

/** `SMITH, Jane (Mrs)`; what is missing leaves no gap. */
export const formatName = behaviour('format.name', ({ prefix = [], given = [], family }: PersonName) => {
  const [title, first] = [prefix.join(' '), given.join(' ')]
  return [[family?.toUpperCase(), first].filter(Boolean).join(', '), title && `(${title})`].filter(Boolean).join(' ')
})

/** Full years, months or days between two dates: `74y`, `18m`, `12d`. Under two years in months, under four weeks in days. */
export function formatAge(birthDate: string, on: string): string {
  const [from, to] = [new Date(`${birthDate.slice(0, 10)}T00:00:00Z`), new Date(`${on.slice(0, 10)}T00:00:00Z`)]
  const days = Math.floor((to.getTime() - from.getTime()) / 86_400_000)
  const beforeDay = to.getUTCDate() < from.getUTCDate() ? 1 : 0
  const months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth() - beforeDay
  if (days < 28) return `${days}d`
  return months < 24 ? `${months}m` : `${Math.floor(months / 12)}y`
}

/** `Female`; a value that is not known is said in words. */
export const formatGender = (gender: string | undefined) =>
  ({ male: 'Male', female: 'Female', other: 'Other', unknown: 'Not known' })[gender ?? 'unknown'] ?? 'Not known'
