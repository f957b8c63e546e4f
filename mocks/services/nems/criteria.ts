import { isValid as isNhsNumber } from '../../../config/identifiers/nhs-number.ts'
import { EVENTS } from './state.ts'

/** What a subscription's criteria say. `patient` for an explicit subscription, `rule` for a generic one. */
export interface Criteria {
  events: string[]
  patient?: string
  rule?: string
  /** Handed back with every event. */
  tag?: string
}

const NHS_NUMBER = /^https?:\/\/fhir\.nhs\.(net|uk)\/Id\/nhs-number\|(.*)$/

/** Reads criteria, or says what is wrong with them. Source: NEMS, explicit and generic subscription rules. */
export function readCriteria(text: string): Criteria | { wrong: string; nhsNumber?: true } {
  if (!text.startsWith('/Bundle?')) return { wrong: 'criteria do not begin with /Bundle?' }
  const query = new URLSearchParams(text.slice('/Bundle?'.length))
  if (query.get('type') !== 'message') return { wrong: 'criteria are not about messages' }
  const events = query.getAll('MessageHeader.event')
  if (events.length === 0) return { wrong: 'criteria name no event' }
  const unknown = events.find((event) => EVENTS[event] === undefined)
  if (unknown !== undefined) return { wrong: `criteria name an event that there is none of: ${unknown}` }
  const tag = query.get('tag')
  const identifier = query.get('Patient.identifier')
  const rule = query.get('subscriptionRuleType')
  if ((identifier === null) === (rule === null)) return { wrong: 'criteria name either a patient or a rule' }
  if (identifier === null) return { events, rule: rule!, ...(tag !== null && { tag }) }
  const patient = NHS_NUMBER.exec(identifier)?.[2] ?? ''
  if (!isNhsNumber(patient)) return { wrong: 'the NHS number of the criteria is not valid', nhsNumber: true }
  if (query.get('serviceType') === null) return { wrong: 'criteria name no service type' }
  return { events, patient, ...(tag !== null && { tag }) }
}
