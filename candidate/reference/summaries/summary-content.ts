import { allergiesOf, type Allergy } from '../allergies/allergies.ts'
import { behaviour } from '../behaviour.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import type { Marked } from '../fhir/confidentiality.ts'
import type { Item } from '../prescribing/item.ts'
import { itemsStore } from '../prescribing/items-store.ts'
import type { Services } from '../services.ts'

/** A line of a section: its cells, as plain text. */
export interface Section {
  code: 'AllergiesHeader' | 'AcuteMedsHeader' | 'RepeatMedsHeader' | 'DiscRepeatMedsHeader'
  title: string
  columns: readonly string[]
  rows: readonly (readonly string[])[]
}

const DAY_MS = 86_400_000
const MEDICINE_COLUMNS = ['Type', 'Date', 'Medication Item', 'Dosage Instructions', 'Quantity'] as const

/** Whether an entry may be in a summary: other organisations read it, so not what is kept from them. */
export const isForSummary = behaviour('summaries.isForSummary', ({ confidential }: Marked): boolean => confidential !== true)

/** Allergies that belong in a summary: all that are active. */
export const allergiesForSummary = behaviour('summaries.allergiesForSummary', (services: Services, { id }: RegisteredPatient): Allergy[] => allergiesOf(services, id).filter((each) => isForSummary(each)))

/** Medicines that belong in a summary: those that were issued. What waits for a signature was not. */
export const itemsForSummary = behaviour('summaries.itemsForSummary', (services: Services, { id }: RegisteredPatient): Item[] =>
  itemsStore(services).ofPatient(id).filter(({ status }) => status === 'sent' || status === 'dispensed' || status === 'cancelled' || status === 'expired').filter((each) => isForSummary(each)),
)

/** Under which heading a medicine stands; none for one that is no news any more. */
export const headingOf = behaviour('summaries.headingOf', ({ course, status, draftedAt }: Item, now: number): Section['code'] | undefined => {
  const age = now - Date.parse(draftedAt)
  if (course === 'acute') return status !== 'cancelled' && age <= 366 * DAY_MS ? 'AcuteMedsHeader' : undefined
  if (status === 'cancelled' || status === 'expired') return age <= 184 * DAY_MS ? 'DiscRepeatMedsHeader' : undefined
  return 'RepeatMedsHeader'
})

/** How a medicine reads in a summary. */
export const medicineRow = behaviour('summaries.medicineRow', (item: Item): readonly string[] => {
  const { course, medicine, dosage, quantity, draftedAt } = item
  const type = course === 'acute' ? 'Acute Medication' : 'Repeat Medication'
  return [type, `${course === 'acute' ? 'Prescribed' : 'Last Issued'}: ${day(draftedAt)}`, medicine.term, dosage.join(', '), `${quantity} ${medicine.unit.term}`]
})

/** How an allergy reads in a summary. */
export const allergyRow = behaviour('summaries.allergyRow', ({ recordedAt, term, severity, reaction }: Allergy): readonly string[] => [
  day(recordedAt),
  term,
  '',
  severity ?? '',
  reaction ?? '',
])

/** What the record says that belongs in a summary: core sections, in their order. Source: GP Summary, presentation text. */
export function summaryContent(services: Services, patient: RegisteredPatient): Section[] {
  const now = services.clock.now()
  const items = itemsForSummary(services, patient)
  const medicines = (code: Section['code'], title: string): Section => ({
    code,
    title,
    columns: MEDICINE_COLUMNS,
    rows: items.filter((item) => headingOf(item, now) === code).map((item) => medicineRow(item)),
  })
  return [
    {
      code: 'AllergiesHeader',
      title: 'Allergies and Adverse Reactions',
      columns: ['Date', 'Description', 'Certainty', 'Severity', 'Supporting Information'],
      rows: allergiesForSummary(services, patient).map((allergy) => allergyRow(allergy)),
    },
    medicines('AcuteMedsHeader', 'Acute Medications'),
    medicines('RepeatMedsHeader', 'Current Repeat Medications'),
    medicines('DiscRepeatMedsHeader', 'Discontinued Repeat Medications'),
  ]
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `14-May-2020` */
const day = (instant: string): string => `${instant.slice(8, 10)}-${MONTHS[Number(instant.slice(5, 7)) - 1]}-${instant.slice(0, 4)}`
