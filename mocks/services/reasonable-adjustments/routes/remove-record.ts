import { isValid } from '../../../../config/identifiers/nhs-number.ts'
import type { Call } from '../../../kit/call.ts'
import { fhir } from '../../../kit/reply.ts'
import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import codes from '../codes.json' with { type: 'json' }
import { reject } from '../errors.ts'
import { ACCESS, CHECKS, requireIfMatch } from '../headers.ts'
import { removeRecord as remove } from '../record.ts'
import { entriesOf, type RaState } from '../state.ts'
import { bodyOf, carryOut, missing, requireVersion } from '../write.ts'

const CLAUSE = 'Reasonable Adjustment Flag API: removeRecord'

interface Named {
  name?: string
  valueString?: string
  valueCodeableConcept?: { coding?: { system?: string; code?: string }[] }
}

/** Removes a patient's record in its entirety, with the reason. If-Match names the version of its consent. */
export const removeRecord = route<RaState>({
  operation: 'removeRecord',
  method: 'POST',
  path: '/$removerarecord',
  access: ACCESS,
  requires: CHECKS,
  subject: (call) => part(call, 'nhsNumber')?.valueString,
  handle(call) {
    const version = requireIfMatch(call)
    bodyOf(call, 'removal', CLAUSE)
    const nhsNumber = required(call, 'nhsNumber')?.valueString ?? ''
    if (!isValid(nhsNumber)) reject('INVALID_NHS_NUMBER', `Invalid NHS number '${nhsNumber}'`, { rule: 'invalid-nhs-number', clause: CLAUSE, pointer: '/parameter/0/part' })
    const { system, code = '' } = required(call, 'removalReason')?.valueCodeableConcept?.coding?.[0] ?? {}
    if (system !== codes.removalReason.system || !(code in codes.removalReason.codes))
      reject('UNSUPPORTED_VALUE', `Unsupported removal reason '${code}'`, { rule: 'removal-reason', clause: CLAUSE, pointer: '/parameter/0/part' })
    const comment = required(call, 'supportingComment')?.valueString ?? ''
    return carryOut(call, nhsNumber, () => {
      const [consent] = entriesOf(call.state, nhsNumber, 'Consent')
      if (!consent) return refuse(missing(entriesOf(call.state, nhsNumber, 'Consent', false).length > 0))
      requireVersion(version, consent)
      remove(call.state, call.environment, nhsNumber, { code, comment })
      return fhir(
        200,
        {
          resourceType: 'OperationOutcome',
          id: call.environment.random.uuid(),
          // A string where FHIR has a list, as published.
          meta: { profile: codes.outcome.profile },
          issue: [{ severity: 'information', code: 'informational', details: { text: 'OK' } }],
        },
        { date: new Date(call.environment.clock.now()).toUTCString() },
      )
    })
  },
})

function part(call: Call, name: string): Named | undefined {
  const body = call.json as { parameter?: { part?: Named[] }[] } | undefined
  const parts = body?.parameter?.[0]?.part
  return Array.isArray(parts) ? parts.find((each) => each?.name === name) : undefined
}

const required = (call: Call, name: string): Named | undefined =>
  part(call, name) ?? reject('MISSING_VALUE', `Missing value - '${name}'`, { rule: `missing-${name}`, clause: CLAUSE, pointer: '/parameter/0/part' })
