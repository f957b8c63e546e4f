import type { CodedWords, ReportView, ResultView } from '../../candidate/port/laboratory.ts'
import { unbroken, type SentCode, type SentReport, type SentResult } from '../support/laboratory.ts'
import { check, finding, type Found } from './check.ts'

const brief = (reports: readonly ReportView[]) => reports.map(({ number, state, kind }) => ({ number, state, kind }))
const sameCode = (sent: SentCode, shown: CodedWords | undefined) => shown?.text === sent.text && shown.code === sent.code && shown.system === sent.system
/** Every text that was sent is there, line by line, and spaces within a line are those that align columns. */
const missing = (sent: readonly string[][], shown: readonly string[]) => sent.flat().filter((line) => !shown.some((text) => text.includes(line) || unbroken(text).includes(line)))

/** One result against what was sent: number, comparator, unit, ranges, mark, words. A number without what stands beside it is another result. */
function resultFindings(sent: SentResult, shown: ResultView | undefined): Found[] {
  const { test, value, comparator, unit, finding: found, flag, ranges = [], comments = [] } = sent
  if (!shown) return [finding('a result is not shown', { expected: test.text, seen: 'nothing' })]
  const what = test.text
  const sentRanges = ranges.map(({ low, high, text }) => ({ low: Number(low), high: Number(high), text }))
  const shownRanges = shown.ranges.map(({ low, high, text }) => ({ low, high, text }))
  const lost = missing(comments, shown.comments)
  return [
    !sameCode(test, shown.test) && finding(`${what}: the test is not the one that was sent`, { expected: test, seen: shown.test }),
    shown.value !== (value === undefined ? undefined : Number(value)) && finding(`${what}: another number`, { expected: value ?? 'no number', seen: shown.value ?? 'no number' }),
    shown.comparator !== comparator && finding(`${what}: the number is shown as if it were exact, or otherwise than sent`, { expected: comparator ?? 'no comparator', seen: shown.comparator ?? 'no comparator' }),
    value !== undefined && shown.unit !== unit && finding(`${what}: another unit`, { expected: unit, seen: shown.unit ?? 'no unit' }),
    found && !sameCode(found, shown.finding) && finding(`${what}: another finding`, { expected: found, seen: shown.finding ?? 'no finding' }),
    shown.flag !== flag && finding(`${what}: not marked as the laboratory marked it`, { expected: flag ?? 'no mark', seen: shown.flag ?? 'no mark' }),
    JSON.stringify(shownRanges) !== JSON.stringify(sentRanges) && finding(`${what}: not the ranges that were sent`, { expected: sentRanges, seen: shownRanges }),
    lost.length > 0 && finding(`${what}: words of the laboratory are not shown`, { expected: lost, seen: shown.comments }),
    sent.status === 'PR' && shown.status !== 'preliminary' && finding(`${what}: not shown as preliminary`, { expected: 'preliminary', seen: shown.status ?? 'no status' }),
  ]
}

/** Exactly one report of the record is this one, in this state, with everything in it that was sent. */
export const ensureReportFiled = check('the report is in the record once, as it was sent', (_sight, { sent, found, states }: { sent: SentReport; found: readonly ReportView[]; states: readonly string[] }) => {
  const same = found.filter(({ number, state }) => number === sent.number && state !== 'replaced')
  const [filed] = same
  if (!filed || same.length > 1) return finding('there more or less often', { expected: `report ${sent.number} once`, seen: brief(found) })
  const abnormal = sent.results.some(({ flag }) => flag !== undefined)
  const lost = missing(sent.clinicalDetails, filed.clinicalDetails)
  const { conclusion } = sent
  return [
    !states.includes(filed.state) && finding('in another state', { expected: states.join(' or '), seen: filed.state }),
    filed.kind !== (sent.variant === 'NHS004' ? 'screening' : 'pathology') && finding('taken for something else', { expected: sent.variant === 'NHS004' ? 'screening' : 'pathology', seen: filed.kind }),
    filed.abnormal !== abnormal && finding(abnormal ? 'not marked as abnormal' : 'marked as abnormal', { expected: abnormal, seen: filed.abnormal }),
    sent.status === 'PR' && filed.status !== 'preliminary' && finding('not shown as preliminary', { expected: 'preliminary', seen: filed.status ?? 'no status' }),
    lost.length > 0 && finding('clinical details are not shown', { expected: lost, seen: filed.clinicalDetails }),
    conclusion !== undefined && !(filed.conclusion ?? '').includes(conclusion) && finding('what the laboratory concludes is not shown', { expected: conclusion, seen: filed.conclusion ?? 'no conclusion' }),
    filed.specimens.join() !== sent.specimens.join() && finding('other specimens', { expected: sent.specimens, seen: filed.specimens }),
    filed.results.length !== sent.results.length && finding('more or fewer results', { expected: sent.results.length, seen: filed.results.length }),
    ...sent.results.flatMap((result, at) => resultFindings(result, filed.results[at])),
  ]
})

/** No report of the record is this one. */
export const ensureReportNotFiled = check('the report is not in the record', (_sight, { number, found }: { number: string; found: readonly ReportView[] }) =>
  found.some((report) => report.number === number) && finding('it is in the record', { expected: `no report ${number}`, seen: brief(found) }),
)

/** It waits for somebody to find out whose it is, and is lost to nobody. */
export const ensureReportUnmatched = check('the report waits for somebody to find out whose it is', (_sight, { number, found, times = 1 }: { number: string; found: readonly ReportView[]; times?: number }) => {
  const same = found.filter((report) => report.number === number)
  return same.length !== times && finding('there more or less often', { expected: times, seen: brief(found) })
})

/** The earlier report is still there to be seen, as what it is. */
export const ensureReportReplaced = check('the earlier report is kept, and shown as replaced', (_sight, { sent, found }: { sent: SentReport; found: readonly ReportView[] }) => {
  const values = sent.results.map(({ value }) => Number(value))
  const same = found.filter(({ number, results }) => number === sent.number && results.every(({ value }, at) => value === values[at]))
  if (same.length === 0) return finding('it is gone', { expected: `report ${sent.number} with ${values.join(', ')}`, seen: brief(found) })
  return !same.some(({ state }) => state === 'replaced') && finding('it still looks valid', { expected: 'replaced', seen: brief(same) })
})

/** What the laboratory says of a whole report, as it is shown: that it is a correction, or does not hold at all. */
export const ensureReportStatus = check('the report is shown as what the laboratory calls it', (_sight, { number, found, status }: { number: string; found: readonly ReportView[]; status: readonly string[] }) => {
  const report = found.find((each) => each.number === number && each.state !== 'replaced')
  return !status.includes(report?.status ?? '') && finding('shown as something else', { expected: status.join(' or '), seen: report?.status ?? 'no report, or no status' })
})

/** The clinician who is asked to look at it. */
export const ensureReviewerIs = check('the report is before the clinician who asked for it', (_sight, { number, found, reviewer }: { number: string; found: readonly ReportView[]; reviewer: string | undefined }) => {
  const report = found.find((each) => each.number === number && each.state !== 'replaced')
  return report?.reviewer !== reviewer && finding('before somebody else', { expected: reviewer ?? 'nobody in particular', seen: report?.reviewer ?? 'nobody in particular' })
})

/** It is called on screen what it is. */
export const ensureCalled = check('the report is called what it is', (_sight, { number, found, called, notCalled }: { number: string; found: readonly ReportView[]; called: RegExp; notCalled: RegExp }) => {
  const title = found.find((each) => each.number === number)?.title ?? ''
  return (!called.test(title) || notCalled.test(title)) && finding('it is called something else', { expected: `${called.source}, and not ${notCalled.source}`, seen: title || 'nothing' })
})

/** The audit trail names the laboratory that put a report into the record. */
export const ensureSenderInTrail = check('the audit trail says who sent the report', (_sight, { names, sender }: { names: readonly string[]; sender: string }) =>
  !names.some((name) => name.includes(sender)) && finding('no line says so', { expected: sender, seen: names.join(', ') || 'no lines' }),
)
