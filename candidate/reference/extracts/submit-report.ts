import { randomUUID } from 'node:crypto'
import { audited } from '../audit/audited.ts'
import { behaviour } from '../behaviour.ts'
import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import { demand } from '../session/permission.ts'
import type { Work } from '../work.ts'
import { boundsOf, daysAfter, isOver, periodOf, type Period } from './period.ts'
import { queueExtract } from './queue.ts'
import { REPORTS, type Report } from './reports.ts'
import { submissionsStore, type Submission } from './submissions-store.ts'
import { liveSince } from './terminology-usage.ts'

/** How many periods back a report is made up for that nobody has made yet: longer ago, somebody has to ask for it. */
const MADE_UP_FOR = 4

/** Tells a file from all others. */
export const newReference = behaviour('extracts.newReference', (_report: Report, _period: Period): string => randomUUID())

/** Makes a report and puts it where it waits to be sent. */
export function submitReport(services: Services, report: Report, period: Period): Submission {
  const { kind, title, root, destination } = report
  return services.database.transaction(() => {
    const records = report.records(services, boundsOf(period))
    const reference = newReference(report, period)
    const outgoing = queueExtract(services, destination, { root, reference, period, records })
    return submissionsStore(services).add({ reference, kind, title, ...period, state: 'queued', recipient: destination.mailbox, workflowId: destination.workflowId, records: records.length, typeOne: 0, national: 0, outgoing })
  })
}

/** Somebody wants a report made now: again, or of a time long ago. `day` is any day of the period. */
export function submitOnDemand(work: Work, kind: string, day: string): Submission {
  demand(work.role, 'B0062')
  const { services } = work
  const report = REPORTS.find((each) => each.kind === kind)
  if (!report) throw new Refusal('invalid', [{ field: 'kind', text: `Say which report: ${REPORTS.map((each) => each.kind).join(', ')}.` }])
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day))) throw new Refusal('invalid', [{ field: 'day', text: 'Give a day of the time that it is about, as in 2026-03-31.' }])
  const period = periodOf(report.rhythm, day)
  if (!isOver(period, services.clock.today())) throw new Refusal('rule', `The ${report.rhythm} is not over yet: it ends on ${period.to}. Nothing was sent.`)
  const why = report.whyNot?.(services, period)
  if (why !== undefined) throw new Refusal('rule', `${why} Nothing was sent.`)
  return services.database.transaction(() => {
    const submission = submitReport(services, report, period)
    audited(work, { event: 'report-submitted', action: 'E', subject: `extract:${submission.reference}`, detail: { kind, from: period.from } })
    return submission
  })
}

/** Whether a report of a period is still to be made: once it is over, and once only. */
export const isDue = behaviour('extracts.isDue', (services: Services, { kind }: Report, period: Period): boolean => {
  const made = submissionsStore(services).list(kind).some(({ from }) => from === period.from)
  return !made && period.to >= liveSince(services)
})

/** Makes every report that is due. */
export function submitWhatIsDue(services: Services): void {
  for (const report of REPORTS) {
    let period = periodOf(report.rhythm, daysAfter(periodOf(report.rhythm, services.clock.today()).from, -1))
    for (let back = 0; back < MADE_UP_FOR; back++) {
      if (isDue(services, report, period) && report.whyNot?.(services, period) === undefined) submitReport(services, report, period)
      period = periodOf(report.rhythm, daysAfter(period.from, -1))
    }
  }
}
