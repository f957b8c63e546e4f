/** What the clock on the practice's wall shows: appointments are made by it, whatever the time in UTC. */
const wallClock = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})

/** Date (`2026-07-10`) and time (`09:00`) in the practice at an instant (ISO, or milliseconds since 1970). */
export function onTheWall(instant: string | number): { date: string; time: string } {
  const part = Object.fromEntries(wallClock.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]))
  return { date: `${part['year']}-${part['month']}-${part['day']}`, time: `${part['hour']}:${part['minute']}` }
}

/** The date so many days after (or before) another. */
export function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** The time so many minutes after another on the same day. */
export function minutesAfter(time: string, minutes: number): string {
  const [hours = 0, rest = 0] = time.split(':').map(Number)
  const all = hours * 60 + rest + minutes
  return `${String(Math.floor(all / 60)).padStart(2, '0')}:${String(all % 60).padStart(2, '0')}`
}
