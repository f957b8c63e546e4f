import type { Call } from '../../../kit/call.ts'
import { refuse } from '../../../kit/refusal.ts'
import type { Reply } from '../../../kit/reply.ts'
import { route, type RequestCheck } from '../../../kit/route.ts'
import { ACCESS, exceeds, GATEWAY_CHECKS, modeOf, requestIdPresent, roleOf } from '../access.ts'
import { today } from '../dates.ts'
import { emptyPatient } from '../describe-patient.ts'
import { outcome, reject } from '../errors.ts'
import { tidyAddress, tidyName, tidyTelecom } from '../patch/normalise.ts'
import codes from '../codes.json' with { type: 'json' }
import type { Patient } from '../patient.ts'
import { enoughLines, TOO_FEW_LINES } from '../rules/addresses.ts'
import { checkCharacters } from '../rules/names.ts'
import { isPractice } from '../rules/organisations.ts'
import { EMAIL_INVALID, isEmail } from '../rules/telecoms.ts'
import { validatePart } from '../schemas/validate.ts'
import { findMatches } from '../search/find-matches.ts'
import { addRecord, newNhsNumber, objectId, type PdsState } from '../state.ts'
import { answerAgain, authorOf, remember, requireContentType } from '../update.ts'
import { readReply } from '../views.ts'

const CLAUSE = 'PDS FHIR API: create-patient'

/** Applications and patients may not create. */
const onlyWorkers: RequestCheck<PdsState> = (call) => {
  if (call.grant!.kind === 'healthcare-worker') return
  refuse(outcome('INVALID_METHOD', { display: `Cannot create resource with ${modeOf(call)} access token` }), {
    rule: 'create-without-worker',
    detail: `POST /Patient with a token of kind ${call.grant!.kind}`,
    clause: CLAUSE,
    pointer: 'authorization',
  })
}

/** A GP practice registers patients by another way: its systems are not configured for this operation. */
const notByPractice: RequestCheck<PdsState> = (call) => {
  const organisation = roleOf(call)?.organisation
  if (organisation === undefined || !isPractice(call.state, organisation)) return
  refuse(outcome('ACCESS_DENIED', { diagnostics: 'Your app is not configured to use this operation. Please contact support.' }), {
    rule: 'practice-creates-patient',
    detail: `GP practice ${organisation} creates a patient on PDS instead of registering them`,
    clause: `${CLAUSE}: "should not use this API to create a new record when registering a new patient at a GP practice"`,
  })
}

const withinCreateRate: RequestCheck<PdsState> = (call) => {
  const { createsPerSecond } = call.state
  if (createsPerSecond !== undefined && exceeds(call, 'create', createsPerSecond)) {
    refuse(outcome('TOO_MANY_CREATES'), { rule: 'create-rate-limit', detail: `more than ${createsPerSecond} creations within a second`, clause: CLAUSE })
  }
}

/** Creates a record and allocates an NHS number. Source: PDS FHIR API, create-patient. */
export const createPatient = route<PdsState>({
  operation: 'createPatient',
  method: 'POST',
  path: '/Patient',
  access: ACCESS,
  // The gateway's limit on creations comes before everything that concerns the caller.
  requires: [withinCreateRate, ...GATEWAY_CHECKS, onlyWorkers, notByPractice, requestIdPresent],
  handle(call) {
    requireContentType(call, 'application/json', 'application/fhir+json')
    const again = answerAgain(call, undefined)
    if (again) return again
    validatePart('newPatient', call.json, '', CLAUSE)
    const wanted = call.json as Pick<Patient, 'name' | 'gender' | 'birthDate' | 'address' | 'telecom' | 'extension'>
    checkContent(call, wanted)
    return matchOf(call, wanted) ?? create(call, wanted)
  },
})

function invalidCreate(words: string, rule: string): never {
  return reject('INVALID_CREATE', `Invalid patient create data provided - '${words}'`, { rule, clause: CLAUSE })
}

function checkContent(call: Call<PdsState>, { name, address, telecom = [], birthDate, extension }: Partial<Patient>): void {
  for (const [at, item] of name!.entries()) {
    checkCharacters(item, `name/${at}`)
    if (item.use === 'usual' && item.period?.end !== undefined) invalidCreate('An end date can not be provided on usual name', 'usual-name-with-end')
  }
  if (!address!.every(enoughLines)) invalidCreate(TOO_FEW_LINES, 'too-few-address-lines')
  if (telecom.some(({ system, value }) => system === 'email' && !isEmail(value))) invalidCreate(EMAIL_INVALID, 'invalid-email')
  if (birthDate! > today(call.environment.clock.now())) invalidCreate('birthDate must not be in the future', 'birth-in-future')
  if (!extension!.some(({ url }) => url.endsWith('Extension-UKCore-RegisteringAuthority'))) {
    reject('MISSING_VALUE', "Missing value - 'extension/registeringAuthority'", { rule: 'missing-registering-authority', clause: CLAUSE, pointer: '/extension' })
  }
}

/** PDS does not make a second record of somebody it knows. */
function matchOf(call: Call<PdsState>, { name, gender, birthDate, address }: Partial<Patient>): Reply | undefined {
  const [usual] = name!
  const postcode = address?.[0]?.postalCode
  const matches = findMatches(
    call.state,
    {
      family: usual!.family!,
      given: (usual!.given ?? []).filter((text) => text !== ''),
      gender: gender!,
      birth: { from: birthDate!, to: birthDate! },
      ...(postcode !== undefined && { postcode }),
      fuzzy: false,
      exact: false,
      history: false,
      maxResults: 50,
    },
    call.environment.clock.now(),
  )
  if (matches.length > 1) return outcome('MULTIPLE_MATCHES')
  const [only] = matches
  return only && outcome('SINGLE_MATCH', { diagnostics: `Unable to create new patient. NHS number ${only.record.nhsNumber} found for supplied demographic data.` })
}

function create(call: Call<PdsState>, { name, gender, birthDate, address, telecom, extension }: Partial<Patient>): Reply {
  const { state } = call
  const now = call.environment.clock.now()
  const date = today(now)
  const kept = extension?.filter(({ url }) => url === codes.extensions.communication)
  const patient: Patient = {
    ...emptyPatient(newNhsNumber(state), 1),
    name: name!.map((item) => ({ ...tidyName(item), id: objectId(state.random), period: item.period ?? { start: date } })),
    gender: gender!,
    birthDate: birthDate!,
    address: address!.map((item) => ({ ...tidyAddress(item), id: objectId(state.random) })),
    ...(telecom && { telecom: telecom.map((item) => tidyTelecom(item, date, state.random)) }),
    ...(kept?.length && { extension: kept }),
  }
  call.subject = patient.id
  const record = addRecord(state, patient, authorOf(call), now)
  return remember(call, { ...readReply(record), status: 201 })
}
