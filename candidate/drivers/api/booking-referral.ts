import type { BookingReferralVerbs, SentElsewhereView, TimeElsewhere } from '../../port/booking-referral.ts'
import { done, type Answer } from '../../port/answer.ts'
import { CandidateFault } from '../../port/faults.ts'
import type { Session } from '../../port/identity.ts'
import type { DriverOptions } from '../driver.ts'
import { createCallers } from './callers.ts'
import type { FhirClient, FhirRequest } from './fhir-client.ts'
import { parameters, parametersOf, type FhirParameter } from './fhir-types.ts'

/** Below the base URL, as suppliers enter it in the catalogue of endpoints. */
const ROOT = 'booking-and-referral/FHIR/R4'

/** Booking and referral through the candidate's FHIR API, and its own service as the BaRS proxy reaches it (docs/candidate-contract/booking-and-referral.md). */
export function apiBookingReferral(fhir: FhirClient, options: DriverOptions): BookingReferralVerbs & { close(): Promise<void> } {
  const callers = createCallers(options)
  const items = async (session: Session, request: FhirRequest): Promise<Answer<SentElsewhereView[]>> => {
    const answer = await fhir.call(session, request)
    return answer.ok ? done(named(parametersOf(answer.value.resource), 'item').map(toView)) : answer
  }
  const item = async (session: Session, request: FhirRequest): Promise<Answer<SentElsewhereView>> => {
    const answer = await items(session, request)
    if (!answer.ok) return answer
    const [first] = answer.value
    if (!first) throw new CandidateFault(`The candidate (${request.verb}) did not show what it did: expected a parameter "item", saw none.`)
    return done(first)
  }
  const at = (patientId: string, operation: string) => `Patient/${patientId}/$${operation}`

  return {
    refer: (session, patientId, request) => item(session, { verb: 'bookingReferral.refer', method: 'POST', path: at(patientId, 'refer-elsewhere'), body: parameters(request) }),
    async times(session, organisation) {
      const answer = await fhir.call(session, { verb: 'bookingReferral.times', method: 'GET', path: `Organization/${organisation}/$free-times` })
      return answer.ok ? done(named(parametersOf(answer.value.resource), 'slot').map(toTime)) : answer
    },
    book: (session, patientId, { organisation, reason, time: { id, start, end } }) =>
      item(session, { verb: 'bookingReferral.book', method: 'POST', path: at(patientId, 'book-elsewhere'), body: parameters({ organisation, reason, slot: id, start, end }) }),
    list: (session, patientId) => items(session, { verb: 'bookingReferral.list', method: 'GET', path: at(patientId, 'sent-elsewhere') }),
    open: (session, patientId, id) => item(session, { verb: 'bookingReferral.open', method: 'GET', path: `${at(patientId, 'sent-elsewhere')}?item=${encodeURIComponent(id)}` }),
    sendAgain: (session, patientId, id) => item(session, { verb: 'bookingReferral.sendAgain', method: 'POST', path: at(patientId, 'send-again'), body: parameters({ item: id }) }),
    cancel: (session, patientId, id) => item(session, { verb: 'bookingReferral.cancel', method: 'POST', path: at(patientId, 'cancel-elsewhere'), body: parameters({ item: id }) }),
    call: (request) => callers.call({ verb: 'bookingReferral', url: `${options.config.baseUrl}/${ROOT}/${request.path}`, ...request }),
    close: callers.close,
  }
}

const named = (list: readonly FhirParameter[], name: string): FhirParameter[] => list.filter((each) => each.name === name)

const valueOf = ({ part = [] }: FhirParameter, name: string): string | undefined => {
  const found = part.find((each) => each.name === name)
  return found?.valueString ?? found?.valueCode
}

function toView(parameter: FhirParameter): SentElsewhereView {
  const value = (name: string) => valueOf(parameter, name)
  const [status, problem, start] = [value('status'), value('problem'), value('start')]
  return {
    id: value('id') ?? '',
    kind: value('kind') ?? '',
    state: value('state') ?? '',
    organisation: value('organisation') ?? '',
    reason: value('reason') ?? '',
    current: parameter.part?.some(({ name, valueBoolean }) => name === 'current' && valueBoolean === true) ?? false,
    ...(status !== undefined && { status }),
    ...(problem !== undefined && { problem }),
    ...(start !== undefined && { start }),
  }
}

const toTime = (parameter: FhirParameter): TimeElsewhere => ({ id: valueOf(parameter, 'id') ?? '', start: valueOf(parameter, 'start') ?? '', end: valueOf(parameter, 'end') ?? '' })
