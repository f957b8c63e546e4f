import { unreadableAnswer } from '../answer.ts'
import { isObject, type JsonObject } from '../json.ts'
import { PRIORITIES, type Priority } from './types.ts'

/** What messages call the service. */
export const SERVICE = 'The e-Referral Service (e-RS)'

export const unreadable = (why: string) => unreadableAnswer(SERVICE, why)

export const objects = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])
export const object = (value: unknown): JsonObject => (isObject(value) ? value : {})
export const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** The extensions of an element by the whole or the last part of their url. */
export const extensionNamed = (list: unknown, url: string): JsonObject | undefined => objects(list).find((each) => each['url'] === url)

/** The first coding of a CodeableConcept or a bare Coding. */
export function codingOf(value: unknown): { code?: string; display?: string } {
  const coding = object(objects(object(value)['coding'])[0] ?? value)
  const [code, display] = [text(coding['code']), text(coding['display'])]
  return { ...(code !== undefined && { code }), ...(display !== undefined && { display }) }
}

/** The value of an identifier of one system. */
export const identifierOf = (value: unknown, system: string): string | undefined => {
  const identifier = object(object(value)['identifier'])
  return identifier['system'] === system ? text(identifier['value']) : undefined
}

export function priorityIn(value: unknown): Priority {
  const { code } = codingOf(value)
  const priority = PRIORITIES.find((known) => known === code)
  if (!priority) throw unreadable(`expected a priority, got ${code ?? 'none'}`)
  return priority
}

/** `FURTHER_INFORMATION_REQUIRED` as words, where no better ones came along. */
export const wordsOfCode = (code: string) => code.charAt(0) + code.slice(1).toLowerCase().replaceAll('_', ' ')
