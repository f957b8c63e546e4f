import { isValid as isNhsNumber } from '../../../../config/identifiers/nhs-number.ts'
import { refuse } from '../../../kit/refusal.ts'
import { fhir } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import codes from '../codes.json' with { type: 'json' }
import { outcome, reject } from '../errors.ts'
import { list, object, type Json } from '../json.ts'
import { ACCESS, KINDS } from '../request.ts'
import type { FlagsState } from '../state.ts'

const PATIENT = /(?:^|\/)Patient\/(\d{10})$/

/** Adds flags in a transaction: all or none. Source: Patient Flags guide, Add a PatientFlag. */
export const postFlag = route<FlagsState>({
  operation: 'postFlag',
  method: 'POST',
  path: '/Flag',
  access: ACCESS,
  subject: (call) => PATIENT.exec(String(object(flagsIn(call.json)?.[0]?.['subject'])['reference']))?.[1],
  handle(call) {
    const flags = flagsIn(call.json) ?? reject('INVALID_VALUE', 'The body is not a transaction Bundle of Flags', 'body-no-transaction', 'type')
    if (flags.length === 0) reject('MISSING_VALUE', 'The transaction has no entry', 'no-entry', 'entry')
    const added = flags.map((flag) => ({ id: call.state.random.uuid(), ...checkFlag(flag), details: [] }))
    for (const { nhsNumber, code } of added) {
      if (call.state.flags.some((known) => known.nhsNumber === nhsNumber && known.code === code)) refuse(outcome('DUPLICATE_RESOURCE', `The patient has a ${KINDS[code]!.display} already`))
    }
    call.state.flags.push(...added.map(({ resource, ...flag }) => ({ ...flag, resource: { ...resource, id: flag.id } })))
    return fhir(200, {
      resourceType: 'Bundle',
      type: 'transaction-response',
      entry: added.map(({ id }) => ({ response: { status: '201 Created', location: `Flag/${id}`, outcome: { resourceType: 'OperationOutcome', issue: [{ severity: 'information', code: 'informational', diagnostics: 'Flag added' }] } } })),
    })
  },
})

/** The flags of a transaction; undefined when the body is none. */
function flagsIn(body: unknown): Json[] | undefined {
  const bundle = object(body)
  if (bundle['resourceType'] !== 'Bundle' || bundle['type'] !== 'transaction') return undefined
  const resources = list(bundle['entry']).map((entry) => object(object(entry)['resource']))
  return resources.every(({ resourceType }) => resourceType === 'Flag') ? resources : undefined
}

function checkFlag(resource: Json): { nhsNumber: string; code: string; resource: Json } {
  const coding = list(object(resource['code'])['coding']).map(object).find(({ system }) => system === codes.system)
  const code = String(coding?.['code'])
  const kind = KINDS[code] ?? reject('INVALID_VALUE', `Flag.code must be one of ${codes.system}`, 'code', 'Flag.code')
  if (!kind.written) reject('FORBIDDEN', `A ${kind.display} is set by local authorities`, 'not-ours-to-set', 'Flag.code')
  if (resource['status'] !== 'active') reject('INVALID_VALUE', 'Flag.status must be active', 'status', 'Flag.status')
  const nhsNumber = PATIENT.exec(String(object(resource['subject'])['reference']))?.[1] ?? reject('MISSING_VALUE', 'Flag.subject must refer to the patient', 'subject', 'Flag.subject')
  if (!isNhsNumber(nhsNumber)) reject('INVALID_VALUE', 'Invalid NHS Number', 'subject-invalid', 'Flag.subject')
  const provenance = list(resource['contained']).map(object).find(({ resourceType }) => resourceType === 'Provenance')
  const agent = object(list(provenance?.['agent'])[0])
  if (!provenance || !object(agent['who'])['reference'] || !object(agent['onBehalfOf'])['reference']) reject('MISSING_VALUE', 'The Flag must contain a Provenance with who recorded it and for whom', 'provenance', 'Flag.contained')
  return { nhsNumber, code, resource }
}
