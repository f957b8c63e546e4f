import { isValid as isNhsNumber } from '../../../config/identifiers/nhs-number.ts'
import type { NotifyError } from './errors.ts'
import type { Account } from './state.ts'

type Json = Record<string, unknown>
type Report = (code: string, pointer: string) => void

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Everything that the service objects to in a request, in the order of the document. Source: 400 of both ways to send. */
export function validate(body: unknown, kind: 'MessageBatch' | 'Message', account: Account): NotifyError[] {
  const errors: NotifyError[] = []
  const report: Report = (code, pointer) => void errors.push({ code, pointer })
  if (!isObject(body)) return [{ code: 'CM_INVALID_VALUE', pointer: '/' }]
  const data = member(body, 'data', '', isObject, report)
  if (!data) return errors
  const type = member(data, 'type', '/data', isText, report)
  if (type !== undefined && type !== kind) report('CM_INVALID_VALUE', '/data/type')
  const attributes = member(data, 'attributes', '/data', isObject, report)
  if (!attributes) return errors
  member(attributes, 'routingPlanId', '/data/attributes', isUuid, report)
  if (kind === 'Message') validateMessage(attributes, '/data/attributes', account, report)
  else validateBatch(attributes, account, report)
  return errors
}

function validateBatch(attributes: Json, account: Account, report: Report): void {
  const at = '/data/attributes'
  member(attributes, 'messageBatchReference', at, isText, report)
  const messages = member(attributes, 'messages', at, isList, report)
  if (!messages) return
  if (messages.length === 0) report('CM_TOO_FEW_ITEMS', `${at}/messages`)
  const seen = new Set<string>()
  for (const [index, message] of messages.entries()) {
    const here = `${at}/messages/${index}`
    if (message === null) report('CM_NULL_VALUE', here)
    else if (!isObject(message)) report('CM_INVALID_VALUE', here)
    else {
      const reference = validateMessage(message, here, account, report)
      if (reference !== undefined && seen.has(reference)) report('CM_DUPLICATE_VALUE', `${here}/messageReference`)
      if (reference !== undefined) seen.add(reference)
    }
  }
}

/** Looks at one message; gives its reference if there is a right one. */
function validateMessage(message: Json, at: string, account: Account, report: Report): string | undefined {
  const reference = member(message, 'messageReference', at, isText, report)
  const recipient = member(message, 'recipient', at, isObject, report)
  if (recipient) validateRecipient(recipient, `${at}/recipient`, account, report)
  validateOriginator(message['originator'], `${at}/originator`, account, report)
  const { personalisation, billingReference } = message
  if (personalisation !== undefined && !isObject(personalisation)) report(personalisation === null ? 'CM_NULL_VALUE' : 'CM_INVALID_VALUE', `${at}/personalisation`)
  if (billingReference !== undefined && typeof billingReference !== 'string') report('CM_INVALID_VALUE', `${at}/billingReference`)
  return reference
}

function validateRecipient({ nhsNumber, contactDetails }: Json, at: string, account: Account, report: Report): void {
  if (nhsNumber === null) report('CM_NULL_VALUE', `${at}/nhsNumber`)
  else if (nhsNumber === undefined) {
    // Who may give contact details may write to somebody without an NHS number.
    if (!isObject(contactDetails) || !account.maySetContactDetails) report('CM_MISSING_VALUE', `${at}/nhsNumber`)
  } else if (typeof nhsNumber !== 'string' || !/^\d{10}$/.test(nhsNumber) || !isNhsNumber(nhsNumber)) report('CM_INVALID_NHS_NUMBER', `${at}/nhsNumber`)
  if (contactDetails === undefined) return
  if (!account.maySetContactDetails) report('CM_CANNOT_SET_CONTACT_DETAILS', `${at}/contactDetails`)
  else if (!isObject(contactDetails)) report('CM_INVALID_VALUE', `${at}/contactDetails`)
  else validateContactDetails(contactDetails, `${at}/contactDetails`, report)
}

function validateContactDetails({ email, sms, address }: Json, at: string, report: Report): void {
  if (email !== undefined && (typeof email !== 'string' || email.length < 6 || email.length > 90 || !/[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}/.test(email))) report('CM_INVALID_VALUE', `${at}/email`)
  if (sms !== undefined && (typeof sms !== 'string' || !/^\+?[\d ]{10,16}$/.test(sms))) report('CM_INVALID_VALUE', `${at}/sms`)
  if (address === undefined) return
  if (!isObject(address)) return report('CM_INVALID_VALUE', `${at}/address`)
  const lines = member(address, 'lines', `${at}/address`, isList, report)
  if (lines) {
    if (lines.length < 2) report('CM_TOO_FEW_ITEMS', `${at}/address/lines`)
    else if (lines.length > 5) report('CM_TOO_MANY_ITEMS', `${at}/address/lines`)
    if (lines.some((line) => typeof line !== 'string')) report('CM_INVALID_VALUE', `${at}/address/lines`)
  }
  member(address, 'postcode', `${at}/address`, isText, report)
}

function validateOriginator(originator: unknown, at: string, { defaultOdsCode, maySetOdsCode }: Account, report: Report): void {
  if (originator !== undefined && !isObject(originator)) return report(originator === null ? 'CM_NULL_VALUE' : 'CM_INVALID_VALUE', at)
  const odsCode = originator?.['odsCode']
  if (odsCode === undefined) {
    if (defaultOdsCode === undefined) report('CM_ODS_CODE_REQUIRED', at)
  } else if (!maySetOdsCode) report('CM_CANNOT_SET_ODS_CODE', `${at}/odsCode`)
  else if (typeof odsCode !== 'string' || !/^[A-Za-z0-9]{3,8}$/.test(odsCode)) report('CM_INVALID_VALUE', `${at}/odsCode`)
}

const isList = (value: unknown): value is unknown[] => Array.isArray(value)
const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
const isUuid = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)

/** A member that must be there and right; reports what is wrong and gives it only when nothing is. */
function member<T>(object: Json, name: string, at: string, isRight: (value: unknown) => value is T, report: Report): T | undefined {
  const value = object[name]
  const pointer = `${at}/${name}`
  if (value === undefined) report('CM_MISSING_VALUE', pointer)
  else if (value === null) report('CM_NULL_VALUE', pointer)
  else if (!isRight(value)) report('CM_INVALID_VALUE', pointer)
  else return value
  return undefined
}
