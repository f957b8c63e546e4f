import type { Call } from '../../../kit/call.ts'
import { isValid } from '../../../../config/identifiers/nhs-number.ts'
import { route } from '../../../kit/route.ts'
import { ACCESS, GATEWAY_CHECKS, refusePatient, requestIdPresent } from '../access.ts'
import codes from '../codes.json' with { type: 'json' }
import type { Coverage } from '../coverage.ts'
import { reject } from '../errors.ts'
import { findRecord } from '../lookup.ts'
import { latest } from '../record.ts'
import { validatePart } from '../schemas/validate.ts'
import { addVersion, settle, type PdsState } from '../state.ts'
import { answerAgain, authorOf, carryOut, refuseSuperseded, requireContentType, requireIfMatch, requireVersion } from '../update.ts'
import { coverageBundle, onlyPatients } from './get-coverage.ts'

const CLAUSE = 'PDS FHIR API: post-coverage'

/** Years a card's end may lie in the past or the future. */
const MOST_YEARS = 150

/** Replaces a patient's European Health Insurance Card. Source: PDS FHIR API, post-coverage. */
export const updateCoverage = route<PdsState>({
  operation: 'updateCoverage',
  method: 'POST',
  path: '/Coverage',
  access: ACCESS,
  requires: [...GATEWAY_CHECKS, onlyPatients, requestIdPresent],
  subject: (call) => subscriberOf(call.json),
  handle(call) {
    const ifMatch = requireIfMatch(call)
    requireContentType(call, 'application/json', 'application/fhir+json', 'application/json-patch+json')
    validatePart('coverage', call.json, '', CLAUSE)
    const coverage = call.json as Coverage
    const { value: nhsNumber } = coverage.subscriber.identifier
    if (!isValid(nhsNumber)) reject('INVALID_RESOURCE_ID', undefined, { rule: 'invalid-nhs-number', detail: `'${nhsNumber}' is not a valid NHS number`, clause: CLAUSE })
    checkEnd(call, coverage.period.end)
    const grant = call.grant!
    if (grant.kind === 'patient' && grant.nhsNumber !== nhsNumber) refusePatient(nhsNumber)

    const known = call.state.records.get(nhsNumber)
    const again = answerAgain(call, known)
    if (again) return again
    if (known) settle(known, call.environment.clock.now(), true)
    refuseSuperseded(known)
    const record = findRecord(call, nhsNumber)
    requireVersion(record, ifMatch)
    const by = authorOf(call)
    return carryOut(call, record, () => {
      record.coverage = withCountryName(coverage)
      addVersion(call.state, record, latest(record).resource, by, call.environment.clock.now())
      return coverageBundle(call, record, 201)
    })
  },
})

function subscriberOf(body: unknown): string | undefined {
  const value = (body as { subscriber?: { identifier?: { value?: unknown } } } | null | undefined)?.subscriber?.identifier?.value
  return typeof value === 'string' ? value : undefined
}

function checkEnd(call: Call<PdsState>, end: string): void {
  const years = Math.abs(Number(end.slice(0, 4)) - new Date(call.environment.clock.now()).getUTCFullYear())
  if (years >= MOST_YEARS) reject('INVALID_VALUE', `Invalid value - '${end}' in field 'period/end'`, { rule: 'card-end-out-of-bounds', clause: CLAUSE, pointer: '/period/end' })
}

/** The card as PDS keeps it: with the name of the country, and without what the resource does not have. */
function withCountryName({ identifier, beneficiary, payor, period, subscriber }: Coverage): Coverage {
  const [card] = identifier
  const country = card!.assigner.identifier
  const display = (codes.country.displays as Record<string, string>)[country.value]
  return {
    resourceType: 'Coverage',
    status: 'active',
    identifier: [{ value: card!.value, assigner: { identifier: { system: country.system, value: country.value }, ...(display && { display }) } }],
    beneficiary: { type: 'Patient', identifier: { value: beneficiary.identifier.value } },
    payor: [{ identifier: { value: payor[0]!.identifier.value } }],
    period: { end: period.end },
    subscriber: { type: 'Patient', identifier: { system: codes.nhsNumber, value: subscriber.identifier.value } },
  }
}
