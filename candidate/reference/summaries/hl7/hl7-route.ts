import { randomUUID } from 'node:crypto'
import { behaviour } from '../../behaviour.ts'
import { findContract } from '../../spine/find-contract.ts'
import { NationalRefusal, unreadableAnswer } from '../../national/answer.ts'
import { isObject, parseJson } from '../../national/json.ts'
import { SCR, type NationalPermission } from '../../national/scr.ts'
import { SDS } from '../../national/sds.ts'
import { markup, type Markup } from '../../spine/markup.ts'
import { pack } from '../../spine/pack.ts'
import { attempt } from '../../spine/send.ts'
import type { OutgoingMessage } from '../../spine/spine-store.ts'
import { at, descendants } from '../../spine/xml.ts'
import type { Work } from '../../work.ts'
import type { SummaryRoute } from '../route.ts'
import type { PendingUpload, UploadResult } from '../summary.ts'
import { askSpine, spineOf, type Answered } from './ask.ts'
import { EVENT_LIST_QUERY, EVENT_QUERY, LRS, OID, PSIS, PSIS_QUERY, SET_PERMISSIONS, SPINE, UPDATE } from './codes.ts'
import { systemAuthor, type Sending } from '../../spine/transmission.ts'
import { personAuthor } from './interaction.ts'
import { isClosedIn, isNoneIn, wordsOf } from './read-answer.ts'
import { shownInHl7 } from './read-summary.ts'
import { summaryMessage } from './summary-message.ts'

/** What a query asks after. Dissent is never overridden: whoever lets nobody at their summary is not looked at. */
const query = ({ from }: Sending, nhsNumber: string, event?: Markup): Markup =>
  markup`${systemAuthor(from)}<query><dissentOverride><value code="0" codeSystem="${OID.dissentOverride}"/><semanticsText>DissentOverride</semanticsText></dissentOverride>${event}<nHSNumber><value root="${OID.nhsNumber}" extension="${nhsNumber}"/><semanticsText>NHSNumber</semanticsText></nHSNumber></query>`

/** What access control is told of a permission: `Clear` takes back what was said, so that whoever looks has to ask. */
export const permissionInHl7 = behaviour('summaries.permissionInHl7', (permission: NationalPermission): string => (permission === 'Ask' ? 'Clear' : permission))

/** The answer to a query, with what it means that there is none. Anything but a summary, none, and a closed one is a refusal. */
function judged(answer: Answered): Answered | 'closed' | undefined {
  if (answer.positive) return answer
  if (isClosedIn(answer)) return 'closed'
  if (isNoneIn(answer)) return undefined
  throw new NationalRefusal('national-refused', `${SCR} did not accept the request: ${wordsOf(answer)}.`, { outcomeUnknown: false })
}

/** Hands a message over. Spine says at once that it has arrived, and later what became of it. */
async function upload(work: Work, { bundle, patientId }: PendingUpload): Promise<UploadResult> {
  const message = parseJson(bundle)
  if (!isObject(message)) throw new Error(`the upload kept for patient ${patientId} is no message`)
  const spine = spineOf(work)
  // It is what `compose` has packed.
  const result = await attempt(spine.request, message as unknown as OutgoingMessage)
  return result.outcome === 'sent' ? { outcome: 'arrived' } : { outcome: 'not-taken', problem: result.problem, again: result.outcome === 'again' }
}

/** The Summary Care Record by HL7 V3 messages over the Spine. */
export const hl7Route: SummaryRoute = {
  async find(work, _matter, nhsNumber) {
    const answer = judged(await askSpine(work, { service: PSIS_QUERY, name: EVENT_LIST_QUERY, act: (saying) => query(saying, nhsNumber) }))
    if (answer === 'closed' || !answer) return answer
    // The latest comes first.
    const [event] = descendants(answer.interaction, 'event')
    if (!event) return undefined
    const id = at(event, 'eventID')?.attributes['root']
    if (id === undefined) throw unreadableAnswer(SCR, 'a summary without an id')
    const view = descendants(answer.interaction, 'accessControlAssertion').find((each) => at(each, 'function', 'code')?.text === 'View')
    return { id: id.toUpperCase(), permission: at(view, 'permission')?.text ?? 'Ask' }
  },
  async read(work, nhsNumber, id) {
    const event = markup`<eventRecord><value root="${id}"/><semanticsText>EventRecord</semanticsText></eventRecord>`
    const answer = judged(await askSpine(work, { service: PSIS_QUERY, name: EVENT_QUERY, act: (saying) => query(saying, nhsNumber, event) }))
    if (answer === 'closed' || !answer) return answer
    const [summary] = descendants(answer.interaction, 'GPSummary')
    if (!summary) throw unreadableAnswer(SCR, 'an answer without a summary')
    if (at(summary, 'recordTarget', 'patient', 'id')?.attributes['extension'] !== nhsNumber) throw unreadableAnswer(SCR, 'the summary of somebody else')
    return shownInHl7(summary)
  },
  async writePermission(work, nhsNumber, permission) {
    const everyone = markup`<crs:accessor><crs:type>Everyone</crs:type><crs:accessorId><crs:name>Everyone</crs:name></crs:accessorId></crs:accessor>`
    const assertion = markup`<crs:accessControlAssertion><crs:permission>${permissionInHl7(permission)}</crs:permission><crs:userData/><crs:resource><crs:type>SCR</crs:type><crs:Id>${nhsNumber}</crs:Id></crs:resource><crs:function><crs:context>Consent</crs:context><crs:code>View</crs:code></crs:function>${everyone}</crs:accessControlAssertion>`
    const request = markup`<crs:setResourcePermissionsRequest xmlns:crs="http://national.carerecords.nhs.uk/schema/crs/"><crs:permissions><crs:resourceContext root="${OID.nhsNumber}" extension="${nhsNumber}"/>${assertion}</crs:permissions></crs:setResourcePermissionsRequest>`
    const answer = await askSpine(work, { service: LRS, name: SET_PERMISSIONS, version: 'V3NPfIT3.0', act: ({ from }) => markup`${personAuthor(work)}${systemAuthor(from)}${request}` })
    if (!answer.positive) throw new NationalRefusal('national-refused', `${SCR} did not accept the request: ${wordsOf(answer)}.`, { outcomeUnknown: false })
  },
  async compose(work, patient, sections, ids) {
    const { settings } = spineOf(work)
    const contract = await findContract(work.services.platform, SPINE, `${PSIS}:${UPDATE}`)
    if (!contract) throw new NationalRefusal('national-refused', `${SDS} does not say where summaries are sent. Tell your supplier.`, { outcomeUnknown: false })
    const messageId = randomUUID().toUpperCase()
    const now = work.services.clock.now()
    const payload = summaryMessage(work, patient, sections, ids, { id: messageId, from: settings.asid, to: contract.asid, now })
    const header = { from: settings.partyKey, to: contract.partyKey, cpaId: contract.cpaId, conversationId: messageId, service: PSIS, action: UPDATE, messageId }
    return { bundle: JSON.stringify(pack(header, { payload, about: patient.nhsNumber, now, toParty: true })), requestId: messageId }
  },
  upload,
}
