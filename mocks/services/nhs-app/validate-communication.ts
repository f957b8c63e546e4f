import { isValid as isNhsNumber } from '../../../config/identifiers/nhs-number.ts'
import type { Channel } from './communication.ts'
import type { Issue } from './errors.ts'
import { SYSTEM } from './systems.ts'

type Json = Record<string, unknown>

/** Text the API never takes in: anything that looks like a tag. */
const MARKUP = /<(.|\n)*?>/
const IDENTIFIER_LIMIT = 128
const MESSAGE_LIMIT = 5000
const NOTIFICATION_LIMIT = 200
const REFERENCE_LIMIT = 1000
const ANSWER_LIMIT = 6

/** Recognised identifier systems and what the API calls them. */
const RECOGNISED = new Map<string, string>([
  [SYSTEM.campaignId, 'Campaign IDs'],
  [SYSTEM.requestId, 'Request References'],
  [SYSTEM.onBehalfOf, 'On Behalf Of values'],
])

/**
 * Everything the API objects to in a CommunicationRequest, all at once (example `400multipleIssues`).
 * Unknown optional fields are ignored, as published. Source: request schemas and 400 examples of both endpoints.
 */
export function validateCommunication(body: Json, channel: Channel, intermediary: boolean): Issue[] {
  const issues: Issue[] = []
  const invalid = (expression: string, diagnostics: string) => void issues.push({ code: 'invalid', diagnostics, expression })

  checkIdentifiers(body.identifier, intermediary, invalid)
  if (body.status === undefined) invalid('status', 'Not specified')
  else if (body.status !== 'active') invalid('status', 'Invalid value')
  checkPayload(body.payload, channel, invalid)
  checkReply(body, invalid)
  checkRecipient(body.recipient, invalid)
  if (channel === 'in-app') checkRequester(body.requester, invalid)
  return issues
}

type Invalid = (expression: string, diagnostics: string) => void

function checkIdentifiers(identifiers: unknown, intermediary: boolean, invalid: Invalid): void {
  if (identifiers === undefined) return
  const seen = new Set<string>()
  list(identifiers).forEach((entry, at) => {
    const { system, value } = object(entry)
    const name = RECOGNISED.get(String(system))
    if (name === undefined) return
    if (seen.has(String(system))) invalid('identifier', `Multiple ${name} specified`)
    seen.add(String(system))
    if (system === SYSTEM.onBehalfOf && !intermediary) invalid(`identifier[${at}]`, 'On Behalf Of is not permitted')
    if (typeof value !== 'string' || value === '') invalid(`identifier[${at}].value`, 'Not specified')
    else if (value.length > IDENTIFIER_LIMIT) invalid(`identifier[${at}].value`, 'Exceeds maximum length')
    else if (MARKUP.test(value)) invalid(`identifier[${at}].value`, 'Invalid format')
  })
}

function checkPayload(payload: unknown, channel: Channel, invalid: Invalid): void {
  const entries = list(payload)
  if (entries.length === 0) return invalid('payload', 'Not specified')
  if (entries.length > 1) return invalid('payload', 'Exceeds maximum length')
  const { contentString, contentReference } = object(entries[0])
  if (contentString !== undefined) {
    if (typeof contentString !== 'string' || contentString.trim() === '') invalid('payload[0].contentString', 'Not specified')
    else if (contentString.length > MESSAGE_LIMIT) invalid('payload[0].contentString', 'Exceeds maximum length')
    else if (MARKUP.test(contentString)) invalid('payload[0].contentString', 'Invalid format')
    return
  }
  if (contentReference === undefined) return invalid(channel === 'in-app' ? 'payload[0].contentString' : 'payload[0].contentReference', 'Not specified')
  const { reference, display } = object(contentReference)
  if (typeof reference !== 'string' || reference === '') invalid('payload[0].contentReference.reference', 'Not specified')
  else if (reference.length > REFERENCE_LIMIT) invalid('payload[0].contentReference.reference', 'Exceeds maximum length')
  else if (!URL.canParse(reference)) invalid('payload[0].contentReference.reference', 'Invalid format')
  if (typeof display !== 'string' || display.trim() === '') invalid('payload[0].contentReference.display', 'Not specified')
  else if (display.length > NOTIFICATION_LIMIT) invalid('payload[0].contentReference.display', 'Exceeds maximum length')
}

/** The questionnaire that makes a message one the patient can answer, and the extension that points at it. */
function checkReply(body: Json, invalid: Invalid): void {
  if (body.contained === undefined) return
  const contained = list(body.contained)
  const questionnaire = object(contained[0])
  if (contained.length !== 1 || questionnaire.resourceType !== 'Questionnaire') {
    return invalid('contained[0].type', 'contained should contain one resource of type Questionnaire')
  }
  const items = list(questionnaire.item)
  const item = object(items[0])
  if (items.length !== 1 || (item.type !== 'text' && item.type !== 'choice')) invalid('contained', '[0].item.type should be text or choice')
  const options = list(item.answerOption)
  if (item.type === 'choice' && options.length === 0) invalid('contained[0].item[0].answerOptions', 'Not specified')
  if (options.length > ANSWER_LIMIT) invalid('contained[0].item[0].answerOptions', 'Exceeds maximum length')

  const extension = object(list(body.extension)[0])
  if (list(body.extension).length === 0) return invalid('extension', 'Not specified')
  if (extension.url !== SYSTEM.answers) invalid('extension', 'url is invalid')
  else if (object(extension.valueReference).reference !== `#${String(questionnaire.id)}`) invalid('extension', 'valueReference.reference is invalid')
}

function checkRecipient(recipient: unknown, invalid: Invalid): void {
  const entries = list(recipient)
  if (entries.length === 0) return invalid('recipient', 'Not specified')
  if (entries.length > 1) return invalid('recipient', 'Exceeds maximum length')
  const { system, value } = object(object(entries[0]).identifier)
  if (system === undefined && value === undefined) return invalid('recipient[0].identifier', 'Not specified')
  if (system !== SYSTEM.nhsNumber) invalid('recipient[0].identifier.system', 'Identifier system is invalid')
  if (typeof value !== 'string' || !isNhsNumber(value)) invalid('recipient[0].identifier.value', 'NHS Number is invalid')
}

function checkRequester(requester: unknown, invalid: Invalid): void {
  if (requester === undefined) return invalid('requester', 'Not specified')
  const { system, value } = object(object(requester).identifier)
  if (system === undefined && value === undefined) return invalid('requester.identifier', 'Not specified')
  if (system !== SYSTEM.odsCode) invalid('requester.identifier.system', 'Identifier system is invalid')
  if (typeof value !== 'string' || !/^[0-9A-Z]+$/.test(value)) invalid('requester.identifier.value', 'Invalid format')
}

/** The value as an object; an empty one when it is none. */
export function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}
}

/** The value as a list; an empty one when it is none. */
export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
