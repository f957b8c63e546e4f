import { fitNoteActivity } from '../fit-notes/activity.ts'
import type { Services } from '../services.ts'
import { hasAgreed, MANAGEMENT_INFORMATION } from './agreements.ts'
import { appointmentRecord, reportedAppointments } from './appointments-data.ts'
import type { ExtractRecord } from './extract-file.ts'
import { fgmRecords } from './fgm.ts'
import { monthlyCounts } from './management-information.ts'
import type { Period, Rhythm } from './period.ts'
import recipients from './recipients.json' with { type: 'json' }
import type { Destination } from './queue.ts'
import type { ExtractKind } from './submissions-store.ts'
import { codeUsage, isSettled, liveSince } from './terminology-usage.ts'

/** A report that the practice makes again and again. */
export interface Report {
  kind: ExtractKind
  title: string
  /** Root element of its file. */
  root: string
  rhythm: Rhythm
  destination: Destination
  records(services: Services, bounds: { from: number; to: number }): ExtractRecord[]
  /** Why it is not made for a period, in words; nothing if it is. */
  whyNot?(services: Services, period: Period): string | undefined
}

export const REPORTS: readonly Report[] = [
  {
    kind: 'gpad',
    title: 'Appointments',
    root: 'AppointmentsExtract',
    rhythm: 'week',
    destination: recipients.gpad,
    records: (services, bounds) => reportedAppointments(services, bounds).map((appointment) => appointmentRecord(appointment)),
  },
  { kind: 'fit-notes', title: 'Fit notes', root: 'Med3Activity', rhythm: 'week', destination: recipients['fit-notes'], records: fitNoteActivity },
  {
    kind: 'mi',
    title: 'Management information',
    root: 'ManagementInformation',
    rhythm: 'month',
    destination: recipients.mi,
    records: (services, bounds) => [monthlyCounts(services, bounds)],
    whyNot: (services) => (hasAgreed(services, MANAGEMENT_INFORMATION) ? undefined : 'The practice has not agreed to the collection of management information.'),
  },
  { kind: 'fgm', title: 'FGM enhanced data set', root: 'FGMDataSet', rhythm: 'quarter', destination: recipients.fgm, records: fgmRecords },
  {
    kind: 'terminology',
    title: 'Use of clinical terms',
    root: 'TerminologyUsage',
    rhythm: 'year',
    destination: recipients.terminology,
    records: (services, bounds) => codeUsage(services, bounds),
    whyNot: (services, period) => (isSettled(period, liveSince(services)) ? undefined : 'The practice had worked with this system for less than two months when the year began.'),
  },
]
