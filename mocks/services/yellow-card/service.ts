import { isValid as isNhsNumber } from '../../../config/identifiers/nhs-number.ts'
import type { Call } from '../../kit/call.ts'
import { refuse } from '../../kit/refusal.ts'
import { empty, text, type Reply } from '../../kit/reply.ts'
import { route } from '../../kit/route.ts'
import { defineService } from '../../kit/service.ts'
import { acknowledgement, type TransmissionCode } from './acknowledgement.ts'
import { readReport } from './check-report.ts'
import { createState, type Report, type YellowCardState } from './state.ts'
import { children, readXml, textOf } from './xml.ts'

const CLAUSE = 'DCB1582; ICH E2B(R2), ichicsr'
/** Initials are three letters at most, with their full stops. */
const MOST_INITIALS = 6

/** What of an acknowledgement is the same whatever became of the report. */
function heading(call: Call<YellowCardState>, root: Element | undefined) {
  const header = children(root, 'ichicsrmessageheader')[0]
  const at = new Date(call.environment.clock.now()).toISOString().replaceAll(/\D/g, '').slice(0, 14)
  return { messageNumber: textOf(header, 'messagenumb'), sender: textOf(header, 'messagesenderidentifier'), at, number: `ACK-${call.environment.random.digits(8)}` }
}

const xml = (body: string): Reply => text(200, body, 'application/xml')

function refused(call: Call<YellowCardState>, root: Element | undefined, code: TransmissionCode, words: string, id?: string): never {
  return refuse(xml(acknowledgement({ ...heading(call, root), code, words, ...(id !== undefined && { report: { id } }) })), { rule: `yellow-card-${code}`, detail: words, clause: CLAUSE })
}

const reactionOf = (root: Element | undefined): string => textOf(children(children(children(root, 'safetyreport')[0], 'patient')[0], 'reaction')[0], 'primarysourcereaction')

/** Takes a report in, once for each safetyreportid, and says what became of it in an acknowledgement. */
const submit = route<YellowCardState>({
  operation: 'submitReport',
  method: 'POST',
  path: '/icsr',
  requires: [
    (call) => {
      const key = call.header('apikey')
      if (!key || !call.environment.identity.applications.has(key)) refuse(empty(401), { rule: 'sender-unknown', detail: 'the sender is not registered', clause: 'DCB1582: registration with the MHRA', pointer: 'apikey' })
      if (!/^(application|text)\/xml\b/i.test(call.header('content-type') ?? '')) refuse(empty(415), { rule: 'media-type', detail: 'the report is not labelled as XML', clause: CLAUSE, pointer: 'content-type' })
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

/** The regulator's Yellow Card scheme: suspected adverse drug reactions, reported from the record. */
export const service = defineService({
  key: 'yellow-card',
  title: 'Electronic Yellow Card (MHRA)',
  basePath: '/yellow-card',
  spec: { title: 'DCB1582 Electronic Yellow Card Reporting; ICH E2B(R2)', url: 'https://standards.nhs.uk/published-standards/electronic-yellow-card-reporting', version: 'DCB1582 Amd 16/2017' },
  state: createState,
  routes: [submit],
  errors: {
    unauthorised: () => empty(401),
    unsupportedMediaType: () => empty(415),
    unavailable: () => empty(503),
    notAllLoaded: (call: Call<YellowCardState>) => xml(acknowledgement({ ...heading(call, undefined), code: '02', words: 'The report was not loaded' })),
    notRead: (call: Call<YellowCardState>) => xml(acknowledgement({ ...heading(call, undefined), code: '03', words: 'The message could not be parsed' })),
  },
  controls: {
    /** Says whose reports a reaction's words are about: reports themselves do not. */
    isAbout(state: YellowCardState, { reaction, nhsNumber }: { reaction: string; nhsNumber: string }): void {
      state.about.set(reaction, nhsNumber)
    },

    /** The next report of a reaction is not accepted, for a reason of the regulator's. */
    refuseNext(state: YellowCardState, { reaction, why }: { reaction: string; why: string }): void {
      state.refusals.set(reaction, why)
    },

    /** The reports that were taken in with a reaction of these words. */
    listReports(state: YellowCardState, { reaction }: { reaction: string }): Report[] {
      return [...state.reports.values()].filter(({ reactions }) => reactions.some(({ text: words }) => words === reaction))
    },
  },
})
