import { fhir } from '../../../kit/reply.ts'
import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import { NHS_NUMBER, RELATIVES } from '../consent.ts'
import { errors, reject } from '../errors.ts'
import { CHECKS, nameAndBirth, numberIn, patientResource, PEOPLE, searchset } from '../request.ts'
import type { Person, Relationship, Resource, VrsState } from '../state.ts'

const CLAUSE = 'Validated Relationships Service API: get-validated-relationships'
const WORDS = {
  system: { status: 400, display: 'Invalid identifier system.', diagnostics: 'The identifier system is not valid.' },
  value: { status: 400, display: 'Provided value is invalid', diagnostics: "Not a valid NHS Number provided for the 'identifier' parameter", expression: 'RelatedPerson.identifier' },
}

/** Relationships that authoritative sources confirm. Proxy roles are another matter: see Consent. */
export const getRelatedPeople = route<VrsState>({
  operation: 'get-validated-relationships',
  method: 'GET',
  path: '/RelatedPerson',
  access: PEOPLE,
  requires: CHECKS,
  subject: (call) => call.query.get('patient:identifier') ?? call.query.get('identifier') ?? undefined,
  handle(call) {
    const given = call.query.get('patient:identifier')
    if (given !== null && !/^(https:\/\/fhir\.nhs\.uk\/Id\/nhs-number\|)?\d{10}$/.test(given)) reject('INVALID_PATIENT_IDENTIFIER_VALUE', CLAUSE, 'query:patient:identifier')
    const proxy = numberIn(call, 'identifier', CLAUSE, WORDS)
    const patient = numberIn(call, 'patient:identifier', CLAUSE, WORDS)
    if (proxy === undefined && patient === undefined)
      reject('MISSING_IDENTIFIER_VALUE', CLAUSE, 'query:identifier', { display: 'Missing RelatedPerson NHS number.', diagnostics: "The 'identifier' parameter is required" })
    const include = call.query.get('_include')
    if (include !== null && include !== 'RelatedPerson:patient') reject('INVALID_VALUE', CLAUSE, 'query:_include', { diagnostics: `_include is '${include}'` })
    if ([proxy, patient].some((each) => each !== undefined && call.state.invalidated.has(each))) refuse(errors.INVALIDATED_RESOURCE())
    const found = call.state.relationships.filter((each) => (proxy === undefined || each.proxy === proxy) && (patient === undefined || each.patient === patient))
    const person = (nhsNumber: string) => call.state.people.get(nhsNumber)
    return fhir(
      200,
      searchset(call, [
        ...found.map((each) => ({ resource: relatedPerson(each, person(each.proxy)), mode: 'match' as const })),
        ...(include === null ? [] : found.map((each) => ({ resource: patientResource(each.patient, person(each.patient)), mode: 'include' as const }))),
      ]),
    )
  },
})

const relatedPerson = ({ id, proxy, patient, is }: Relationship, person: Person | undefined): Resource => ({
  resourceType: 'RelatedPerson',
  id,
  identifier: [{ system: NHS_NUMBER, value: proxy }],
  patient: { identifier: { system: NHS_NUMBER, value: patient } },
  ...nameAndBirth(person),
  relationship: [RELATIVES[is]],
})
