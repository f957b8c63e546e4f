import { readFileSync } from 'node:fs'
import type { Violation } from '../../../../config/evidence.ts'
import { all, at, descendants, type XmlElement } from '../xml.ts'
import { ACTION, isExtract, OID } from './codes.ts'
import { factsOf } from './facts.ts'

/** Required elements of the message schemas: of the wrapper, and of each element (`parent/child` where the parent matters). */
const STRUCTURE = JSON.parse(readFileSync(new URL('structure.json', import.meta.url), 'utf8')) as { wrapper: string[]; required: Record<string, string[]> }

const CLAUSE = 'GP2GP message schemas (MIM 4.2.00)'
const UUID = /^[0-9A-F]{8}-([0-9A-F]{4}-){3}[0-9A-F]{12}$/i
const TIME = /^\d{14}([.\d]{3,4})?$/

/** What of the wrapper that every interaction has is not as the schemas have it: its elements and their order, fixed codes, id and time. */
export function wrapperFlaws(payload: XmlElement, clause: string): Violation[] {
  const flaws: Violation[] = []
  const flaw = (rule: string, detail: string, pointer: string) => flaws.push({ rule, detail, clause, pointer })
  const fixed = { processingCode: 'P', processingModeCode: 'T', acceptAckCode: 'NE' }
  const missing = STRUCTURE.wrapper.filter((name) => !at(payload, name))
  if (missing.length > 0) flaw('element-missing', `${payload.name} has no ${missing.join(', ')}`, payload.name)
  const order = payload.children.map(({ name }) => STRUCTURE.wrapper.indexOf(name)).filter((index) => index >= 0)
  if (order.some((index, at) => at > 0 && index < order[at - 1]!)) flaw('order', 'the elements of the wrapper are not in their order', payload.name)
  for (const [name, code] of Object.entries(fixed)) if (at(payload, name) && at(payload, name)?.attributes['code'] !== code) flaw('fixed-code', `${name} is ${at(payload, name)?.attributes['code']}, not ${code}`, name)
  if (!UUID.test(at(payload, 'id')?.attributes['root'] ?? '')) flaw('id', 'the id of the message is no UUID', 'id')
  if (!TIME.test(at(payload, 'creationTime')?.attributes['value'] ?? '')) flaw('time', `creationTime is ${at(payload, 'creationTime')?.attributes['value']}`, 'creationTime')
  const interaction = at(payload, 'interactionId')?.attributes
  if (interaction && (interaction['root'] !== OID.interaction || interaction['extension'] !== payload.name)) flaw('interaction', `interactionId is ${interaction['extension']}`, 'interactionId')
  return flaws
}

/**
 * What of a payload is not as the published schemas have it: required elements, fixed codes, ids and times. The Spine forwards such a
 * message all the same, so this is noted; whoever receives it may refuse it (18, 21).
 */
export const structureFlaws = (payload: XmlElement): Violation[] => [...wrapperFlaws(payload, CLAUSE), ...missingWithin(payload, ''), ...contentFlaws(payload)]

/** Whatever of an element's required children is not there, all the way down. */
function missingWithin(element: XmlElement, parent: string): Violation[] {
  const required = STRUCTURE.required[`${parent}/${element.name}`] ?? STRUCTURE.required[element.name] ?? []
  const missing = required.filter((name) => !at(element, name))
  return [
    ...(missing.length > 0 ? [{ rule: 'element-missing', detail: `${element.name} has no ${missing.join(', ')}`, clause: CLAUSE, pointer: element.name }] : []),
    ...element.children.flatMap((child) => missingWithin(child, element.name)),
  ]
}

/** What each kind of message must say. */
function contentFlaws(payload: XmlElement): Violation[] {
  const facts = factsOf(payload)
  const flaws: Violation[] = []
  const flaw = (rule: string, detail: string) => flaws.push({ rule, detail, clause: CLAUSE, pointer: payload.name })
  if (payload.name === ACTION.request || isExtract(payload.name)) {
    if (!/^\d{10}$/.test(facts.nhsNumber ?? '')) flaw('nhs-number', `the patient is ${facts.nhsNumber ?? 'not named by NHS number'}`)
    if (facts.author === undefined) flaw('organisations', 'the author is no organisation with an ODS code')
    // Published extracts leave open whom they are for; a request must not.
    if (payload.name === ACTION.request && facts.destination === undefined) flaw('organisations', 'the destination is no organisation with an ODS code')
  }
  if (payload.name === ACTION.acknowledgement) {
    const { typeCode = '', codes = [] } = facts
    if (!['AA', 'AE', 'AR'].includes(typeCode)) flaw('type-code', `the type of the acknowledgement is ${typeCode || 'missing'}`)
    if (typeCode !== 'AA' && codes.length === 0) flaw('reason', 'a negative acknowledgement gives no code')
    if (new Set(codes).size > 1) flaw('reason', `it gives several codes: ${codes.join(', ')}`)
    for (const reason of descendants(payload, 'justifyingDetectedIssueEvent')) {
      if (at(reason, 'code')?.attributes['codeSystem'] !== OID.response) flaw('code-system', 'the reason is not of the GP2GP response codes')
      const qualifier = all(at(reason, 'code'), 'qualifier').map((each) => at(each, 'value')?.attributes['code'])
      if (!qualifier.includes('ER')) flaw('qualifier', 'the reason has no qualifier ER')
    }
  }
  return flaws
}
