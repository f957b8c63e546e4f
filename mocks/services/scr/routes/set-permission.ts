import { isValid } from '../../../../config/identifiers/nhs-number.ts'
import { refuse } from '../../../kit/refusal.ts'
import { empty } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { EVERY_CALL, fhirBody, USER } from '../access.ts'
import { errors, reject } from '../errors.ts'
import { list, object, text, type Json } from '../json.ts'
import { patientOf, PERMISSIONS, type Permission, type ScrState } from '../state.ts'
import { SYSTEM } from '../systems.ts'

const CLAUSE = 'SCR FHIR API: Update patient’s consent to share SCR (POST /$setPermission)'

/** Writes the patient's consent preference to the access control service of Spine. 201 without a body. */
export const setPermission = route<ScrState>({
  operation: 'acs',
  method: 'POST',
  path: '/$setPermission',
  access: USER,
  requires: [...EVERY_CALL, fhirBody],
  subject: (call) => numberOf(partsOf(object(call.json))),
  handle(call) {
    const asked = readPermission(object(call.json))
    if (!isValid(asked.nhsNumber) || patientOf(call.state, asked.nhsNumber).unknown) {
      refuse(errors.invalidNhsNumber(), { rule: 'nhs-number', detail: `Spine knows no patient ${asked.nhsNumber}`, clause: CLAUSE, pointer: '/parameter/0/part' })
    }
    patientOf(call.state, asked.nhsNumber).permission = asked.permission
    return empty(201)
  },
})

const partsOf = (parameters: Json): Json[] => list(object(setPermissions(parameters)[0])['part']).map(object)
const setPermissions = (parameters: Json): Json[] => list(parameters['parameter']).map(object).filter(({ name }) => name === 'setPermissions')
const numberOf = (parts: Json[]): string | undefined => text(parts.find(({ name }) => name === 'nhsNumber')?.['valueString'])

function readPermission(parameters: Json): { nhsNumber: string; permission: Permission } {
  const fail = (words: string, pointer = '/parameter') => reject(words, 'set-permission', CLAUSE, pointer)
  const found = setPermissions(parameters)
  if (found.length > 1) fail("Exactly 1 parameter named 'setPermissions' expected")
  if (found.length === 0) fail("Parameter named 'setPermissions' name not found")
  const parts = partsOf(parameters)

  const numbers = parts.filter(({ name, valueString }) => name === 'nhsNumber' && text(valueString))
  if (numbers.length > 1) fail("Exactly 1 Parameter.Part named 'nhsNumber' with not empty value expected")
  const nhsNumber = numberOf(numbers) ?? fail("Missing value for Parameter.Part 'nhsNumber'")

  const named = `Parameter.Part named 'permissionCode' with valueCoding.system ${SYSTEM.permission}`
  const codings = parts.filter(({ name }) => name === 'permissionCode').map(({ valueCoding }) => object(valueCoding)).filter(({ system }) => system === SYSTEM.permission)
  if (codings.length > 1) fail(`Exactly 1 ${named} expected`)
  if (codings.length === 0) fail(`${named} not found`)
  const code = codings[0]!['code']
  // The service compares without regard to case.
  const permission = PERMISSIONS.find((known) => known.toLowerCase() === String(code).toLowerCase())
  return { nhsNumber, permission: permission ?? fail(`Invalid value - ${String(code)} in field 'valueCoding.code'`) }
}
