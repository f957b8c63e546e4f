import { isValid as isNhsNumber } from '../../../../config/identifiers/nhs-number.ts'
import type { Call } from '../../../kit/call.ts'
import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import { acknowledgement } from '../acknowledgement.ts'
import { CLAUSE, errors, heading, refused, xml } from '../answers.ts'
import { readReport } from '../check-report.ts'
import type { Report, YellowCardState } from '../state.ts'
import { children, readXml, textOf } from '../xml.ts'

/** Initials are three letters at most, with their full stops. */
const MOST_INITIALS = 6

const reactionOf = (root: Element | undefined): string => textOf(children(children(children(root, 'safetyreport')[0], 'patient')[0], 'reaction')[0], 'primarysourcereaction')

/** Takes a report in, once for each safetyreportid, and says what became of it in an acknowledgement. */
export const submitReport = route<YellowCardState>({
  operation: 'submitReport',
  method: 'POST',
  path: '/icsr',
  requires: [
    (call) => {
      const key = call.header('apikey')
      if (!key || !call.environment.identity.applications.has(key)) refuse(errors.unauthorised(), { rule: 'sender-unknown', detail: 'the sender is not registered', clause: 'DCB1582: registration with the MHRA', pointer: 'apikey' })
      if (!/^(application|text)\/xml\b/i.test(call.header('content-type') ?? '')) refuse(errors.unsupportedMediaType(), { rule: 'media-type', detail: 'the report is not labelled as XML', clause: CLAUSE, pointer: 'content-type' })
    },
  ],
  subject: (call) => call.state.about.get(reactionOf(readXml(call.text))),
  handle(call) {
    const root = readXml(call.text)
    const [sent, ...more] = children(root, 'safetyreport')
    if (root?.tagName !== 'ichicsr' || !sent || more.length > 0) refused(call, root, '03', 'The message is not an ichicsr with one safetyreport')
    const today = new Date(call.environment.clock.now()).toISOString().slice(0, 10).replaceAll('-', '')
    const { report, wrong } = readReport(sent, today)
    if (wrong.length > 0) refused(call, root, '02', wrong.join('; '), report.id)
    noteIdentity(call, report)
    const reaction = report.reactions[0]!.text
    const why = call.state.refusals.get(reaction)
    if (why !== undefined) {
      call.state.refusals.delete(reaction)
      return xml(acknowledgement({ ...heading(call, root), code: '02', words: why, report: { id: report.id } }))
    }
    const known = call.state.reports.get(report.id)
    const kept: Report = known ?? { ...report, number: `ADR ${call.environment.random.digits(8)}`, message: call.text }
    call.state.reports.set(report.id, kept)
    return xml(acknowledgement({ ...heading(call, root), code: '01', report: { id: report.id, number: kept.number } }))
  },
})

/** A report names nobody: initials at most, and no NHS number anywhere. What does is taken in, and noted. */
function noteIdentity(call: Call<YellowCardState>, { patient }: Pick<Report, 'patient'>): void {
  const numbers = (call.text.match(/\b\d{10}\b/g) ?? []).filter((digits) => isNhsNumber(digits))
  const note = (rule: string, detail: string) => call.note({ rule, detail, clause: 'Yellow Card scheme: patients are not identified; E2B(R2) B.1.1', pointer: 'patient' })
  if (numbers.length > 0) note('nhs-number-reported', 'the report has an NHS number in it')
  if (patient.initials.length > MOST_INITIALS) note('name-reported', 'patientinitial is longer than initials are')
}
