import { behaviour } from '../behaviour.ts'
import type { Work } from '../work.ts'
import { NationalRefusal, refusalFor, unreadableAnswer, type Answer } from './answer.ts'
import { isObject, type JsonObject } from './json.ts'

const SERVICE = 'The Electronic Prescription Service (EPS)'
const BASE = '/fhir-prescribing/FHIR/R4'

/** What EPS wants signed: the canonical SignedInfo, and the moment for which it was made. */
export interface Prepared {
  signedInfo: string
  /** As EPS wrote it; the signature must repeat it. */
  timestamp: string
  when: Date
}

/** EPS has the prescription, or does not take it and says why. */
export type SendResult = { outcome: 'accepted' } | { outcome: 'refused'; codes: string[]; text: string }

/** EPS's answer to a cancellation: `R-0001` and so on, with its words. */
export interface CancellationAnswer {
  outcome: string
  text: string
}

/** A message exactly as it is sent, every time, and the id under which. */
export interface Sealed {
  /** JSON. */
  message: string
  requestId: string
}

/**
 * Whether a message is sent once more, identical to the last bit, because nobody knows what became of it. EPS recognises it
 * by the id of the message, so this cannot make two of it.
 * Source: EPS FHIR Prescribing API, 504: "Retry the request with identical payload".
 */
export const sendsAgain = behaviour(
  'eps.sendsAgain',
  (refusal: NationalRefusal, attempt: number): boolean =>
    refusal.outcomeUnknown && refusal.retryAfterSeconds === undefined && attempt === 1,
)

/** What is sent the second time: the same. */
export const sealedAgain = behaviour('eps.sealedAgain', (sealed: Sealed): Sealed => sealed)

/** The role profile that EPS is told the user works in: the one they chose. */
export const epsRole = behaviour('eps.role', ({ role }: Work): string => role.id)

/** Asks EPS what is to be signed of an unsigned prescription. */
export async function prepareOrder(work: Work, sealed: Sealed): Promise<Prepared> {
  const answer = await send(work, '$prepare', sealed)
  if (answer.status === 400) throw notAccepted(answer)
  if (answer.status !== 200) throw refusalFor(SERVICE, answer)
  return readPrepared(answer)
}

/** Sends a signed prescription. Gives EPS's decision; throws when there is none. */
export async function sendOrder(work: Work, sealed: Sealed): Promise<SendResult> {
  const answer = await submit(work, sealed)
  if (answer.status === 400) return { outcome: 'refused', codes: codesIn(answer.body), text: epsWords(answer.body) }
  if (answer.status !== 200) throw refusalFor(SERVICE, answer)
  return readAccepted(answer)
}

/** Asks EPS to cancel an item. Every outcome is an answer, whether it was cancelled or not. */
export async function cancelItem(work: Work, sealed: Sealed): Promise<CancellationAnswer> {
  const answer = await submit(work, sealed)
  if (answer.status !== 200 && answer.status !== 400) throw refusalFor(SERVICE, answer)
  const found = outcomeIn(answer.body)
  if (found) return found
  if (answer.status === 400) throw notAccepted(answer)
  throw unreadableAnswer(SERVICE, 'a cancellation was answered without an outcome')
}

/** That EPS took a prescription is only what it says so clearly: an OperationOutcome without an error in it. */
export const readAccepted = behaviour('eps.readAccepted', ({ body }: Answer): SendResult => {
  const issues = Array.isArray(body['issue']) ? body['issue'].filter(isObject) : []
  if (body['resourceType'] !== 'OperationOutcome' || issues.length === 0)
    throw unreadableAnswer(SERVICE, 'a prescription was answered without an outcome')
  if (issues.some(({ severity }) => severity === 'error' || severity === 'fatal'))
    return { outcome: 'refused', codes: codesIn(body), text: epsWords(body) }
  return { outcome: 'accepted' }
})

/** Sends a message that something comes of, and the same one again while nobody knows what came of it. */
async function submit(work: Work, sealed: Sealed): Promise<Answer> {
  let current = sealed
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await send(work, '$process-message', current)
      if (answer.status < 500 || !sendsAgain(refusalFor(SERVICE, answer), attempt)) return answer
    } catch (error) {
      if (!(error instanceof NationalRefusal) || !sendsAgain(error, attempt)) throw error
    }
    current = sealedAgain(current)
  }
}

function send(work: Work, operation: '$prepare' | '$process-message', { message, requestId }: Sealed): Promise<Answer> {
  return work.services.platform.call({
    service: SERVICE,
    as: { session: work.session },
    method: 'POST',
    path: `${BASE}/${operation}`,
    headers: { 'nhsd-session-urid': epsRole(work) },
    body: JSON.parse(message),
    requestId,
    correlationId: work.interaction,
  })
}

function readPrepared({ body }: Answer): Prepared {
  const list = body['resourceType'] === 'Parameters' && Array.isArray(body['parameter']) ? body['parameter'].filter(isObject) : []
  const value = (name: string) => {
    const found = list.find((parameter) => parameter['name'] === name)?.['valueString']
    return typeof found === 'string' ? found : ''
  }
  const [timestamp, algorithm] = [value('timestamp'), value('algorithm')]
  const signedInfo = Buffer.from(value('digest'), 'base64').toString('utf8')
  const when = new Date(timestamp)
  if (signedInfo === '' || Number.isNaN(when.getTime()) || algorithm === '') throw unreadableAnswer(SERVICE, 'nothing to sign')
  return { signedInfo, timestamp, when }
}

/** EPS looked at the message and will not have it. */
const notAccepted = ({ body, status }: Answer) =>
  new NationalRefusal('national-refused', `${SERVICE} does not accept this: ${epsWords(body)}`, {
    outcomeUnknown: false,
    cause: new Error(`EPS: ${status} ${codesIn(body).join()}`),
  })

/** Everything that EPS says is wrong, in its own words, with the codes for whoever is asked about it. */
export const epsWords = behaviour('eps.words', (body: JsonObject): string => {
  const issues = Array.isArray(body['issue']) ? body['issue'].filter(isObject) : []
  const sentences = issues.map((issue) => {
    const [coding] = codingsIn(issue)
    const code = coding && typeof coding['code'] === 'string' ? coding['code'] : undefined
    const words = [coding?.['display'], issue['diagnostics']].filter((text): text is string => typeof text === 'string' && text !== '')
    return `${words.join(' - ') || code || 'no reason given'}${words.length > 0 && code !== undefined ? ` (${code})` : ''}.`.replace(
      '..',
      '.',
    )
  })
  return sentences.join(' ') || 'it gave no reason.'
})

function codingsIn(issue: JsonObject): JsonObject[] {
  const coding = isObject(issue['details']) ? issue['details']['coding'] : undefined
  return Array.isArray(coding) ? coding.filter(isObject) : []
}

const codesIn = (body: JsonObject): string[] =>
  (Array.isArray(body['issue']) ? body['issue'].filter(isObject) : []).flatMap((issue) => codingsIn(issue).map(({ code }) => String(code)))

/** The outcome of a cancellation: in the item that EPS sends back, or, where it has none, in an OperationOutcome. */
function outcomeIn(body: JsonObject): CancellationAnswer | undefined {
  const codings =
    body['resourceType'] === 'Bundle'
      ? statusesIn(body)
      : (Array.isArray(body['issue']) ? body['issue'].filter(isObject) : []).flatMap(codingsIn)
  const found = codings.find(({ code }) => typeof code === 'string' && /^R-\d{4}$/.test(code))
  return found && { outcome: String(found['code']), text: typeof found['display'] === 'string' ? found['display'] : '' }
}

const STATUS_HISTORY = 'https://fhir.nhs.uk/StructureDefinition/Extension-DM-PrescriptionStatusHistory'

function statusesIn(bundle: JsonObject): JsonObject[] {
  const entries = Array.isArray(bundle['entry']) ? bundle['entry'].filter(isObject) : []
  const extensions = entries.flatMap(({ resource }) =>
    isObject(resource) && resource['resourceType'] === 'MedicationRequest' ? listOf(resource['extension']) : [],
  )
  return extensions
    .filter(({ url }) => url === STATUS_HISTORY)
    .flatMap(({ extension }) => listOf(extension))
    .flatMap(({ valueCoding }) => (isObject(valueCoding) ? [valueCoding] : []))
}

const listOf = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])
