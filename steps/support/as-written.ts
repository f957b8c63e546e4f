import { format } from '../../config/identifiers/nhs-number.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** How the NHS writes facts about a patient on screen. Source: NHS Common User Interface (name, date and NHS number display). */
export const asWritten = {
  /** `SMITH, Jane (Mrs)` */
  name: ({ family, given, title }: { family: string; given: string; title: string }) => `${family.toUpperCase()}, ${given} (${title})`,
  /** `07-Mar-1952` from an ISO date. */
  date: (iso: string) => {
    const [year, month, day] = iso.split('-')
    return `${day}-${MONTHS[Number(month) - 1]}-${year}`
  },
  /** `999 000 0018` */
  nhsNumber: format,
}

/** Whole years from a birth to a day, both ISO dates. */
export function ageOn(birthDate: string, day: string): number {
  return Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (day.slice(5) < birthDate.slice(5) ? 1 : 0)
}
