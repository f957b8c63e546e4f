import { isValid } from '../../../../config/identifiers/nhs-number.ts'
import type { Call } from '../../../kit/call.ts'
import { fhir } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import codes from '../codes.json' with { type: 'json' }
import { reject } from '../errors.ts'
import { ACCESS, CHECKS, etag } from '../headers.ts'
import type { Readable } from '../parts.ts'
import { searchset } from '../record.ts'
import { entriesOf, type RaState } from '../state.ts'

const OPERATIONS: Record<Readable, string> = {
  Consent: 'readConsent',
  Flag: 'readFlag',
  List: 'readList',
  UnderlyingConditionList: 'readUnderlyingCondition',
  ThresholdCode: 'readThresholdCode',
}

/** Reads a part of a patient's record. The list of impairments is asked for by its code, all else by the category. */
export const readPart = (part: Readable) => {
  const [name, value] = part === 'List' ? ['code', codes.listCode] : ['category', codes.category]
  const clause = `Reasonable Adjustment Flag API: ${OPERATIONS[part]}`
  return route<RaState>({
    operation: OPERATIONS[part],
    method: 'GET',
    path: `/${part}`,
    access: ACCESS,
    requires: CHECKS,
    subject: (call) => call.query.get('patient') ?? undefined,
    handle(call) {
      const nhsNumber = parameter(call, 'patient', clause)
      if (!isValid(nhsNumber)) reject('INVALID_NHS_NUMBER', `Invalid NHS number '${nhsNumber}'`, { rule: 'invalid-nhs-number', clause, pointer: 'query:patient' })
      const status = parameter(call, 'status', clause).toLowerCase()
      if (status !== 'active' && status !== 'inactive') reject('INVALID_VALUE', `Invalid value - '${status}' in field 'status'`, { rule: 'invalid-status', clause, pointer: 'query:status' })
      const asked = parameter(call, name as string, clause)
      const known = value as { system: string; code: string }
      if (asked !== `${known.system}|${known.code}`) reject('INVALID_VALUE', `Invalid value - '${asked}' in field '${name as string}'`, { rule: `invalid-${name as string}`, clause, pointer: `query:${name as string}` })
      const active = status === 'active'
      const entries = entriesOf(call.state, nhsNumber, part, active)
      const query = call.url.slice(call.url.indexOf('?') + 1)
      return fhir(200, searchset(call.state, call.environment, { part, nhsNumber, active, query }), {
        date: new Date(call.environment.clock.now()).toUTCString(),
        ...(entries.length > 0 && { etag: etag(Math.max(...entries.map((entry) => entry.version))) }),
      })
    },
  })
}

function parameter(call: Call<RaState>, name: string, clause: string): string {
  const value = call.query.get(name)
  return value ? value : reject('MISSING_VALUE', `Missing value - '${name}'`, { rule: `missing-${name}`, clause, pointer: `query:${name}` })
}
