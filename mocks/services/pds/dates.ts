/** The ISO date of an instant. */
export function today(now: number): string {
  return new Date(now).toISOString().slice(0, 10)
}

/** Whether the text is a date of the calendar in the form yyyy-mm-dd. */
export function isDate(text: unknown): text is string {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/** Whole days from one ISO date to another. */
export function daysBetween(start: string, end: string): number {
  return Math.round((Date.parse(end) - Date.parse(start)) / 86_400_000)
}
