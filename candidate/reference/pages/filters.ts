import { formatDate, formatDateTime, formatGender, formatName, formatNhsNumber, type PersonName } from './format.ts'

/** What templates can say: `{{ patient.nhsNumber | nhsNumber }}`. */
export const filters: Record<string, (value: never) => string> = {
  nhsNumber: (value: string | undefined) => (value ? formatNhsNumber(value) : ''),
  date: (value: string | undefined) => (value ? formatDate(value) : ''),
  dateTime: (value: string | undefined) => (value ? formatDateTime(value) : ''),
  personName: (value: PersonName | undefined) => (value ? formatName(value) : ''),
  gender: (value: string | undefined) => formatGender(value),
}
