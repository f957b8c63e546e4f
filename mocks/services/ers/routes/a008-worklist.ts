import { refuse } from '../../../kit/refusal.ts'
import { fhir } from '../../../kit/reply.ts'
import { actingUser } from '../access.ts'
import { WORKLIST_READERS } from '../admissions.ts'
import { codeSystem, ID, profile } from '../codes/systems.ts'
import { forbidden } from '../errors.ts'
import { ersRoute } from '../ers-route.ts'
import { readBody } from '../request/body.ts'
import { parametersOf, readParameters, type Part } from '../request/parameters.ts'
import { coding, identifier } from '../request/shape.ts'
import { isReferrerList, REFERRER_LISTS } from '../rules/worklists.ts'
import { worklistEntries } from '../resources/worklist.ts'

const PROVIDER_LISTS = ['REFERRALS_FOR_REVIEW', 'APPOINTMENT_SLOT_ISSUES']
const codeable = (system: string | { pattern: string }, codes?: readonly string[]): Part => ({
  as: 'valueCodeableConcept',
  min: 0,
  schema: { type: 'object', required: ['coding'], properties: { coding: { type: 'array', minItems: 1, maxItems: 1, items: coding(system, codes) } } },
})
const assigned = codeable(codeSystem('AssignedIndicator'), ['ASSIGNED', 'NOT_ASSIGNED'])

const definition = parametersOf('FetchWorklist-Parameters', {
  listType: { ...codeable(codeSystem('ReferralListSelector'), [...Object.keys(REFERRER_LISTS), ...PROVIDER_LISTS]), min: 1 },
  service: { as: 'valueIdentifier', schema: identifier(ID.service), min: 0 },
  specialtyAssignedIndicator: assigned,
  specialty: codeable({ pattern: '/STU3/CodeSystem/SPECIALTY$' }),
  location: { as: 'valueIdentifier', schema: identifier(ID.location), min: 0 },
  clinicianAssignedIndicator: assigned,
  clinician: { as: 'valueIdentifier', schema: identifier(ID.user), min: 0 },
})

/** Gives a worklist of the referring organisation: what somebody there should do something about. */
export const retrieveWorklist = ersRoute({
  operation: 'a008-retrieve-worklist',
  method: 'POST',
  path: '/STU3/ReferralRequest/$ers.fetchworklist',
  admission: WORKLIST_READERS,
  handle(ers) {
    const values = readParameters(ers, readBody(ers), definition)
    const list = values.one<{ coding: { code: string }[] }>('listType')!.coding[0]!.code
    const { organisation } = actingUser(ers.caller)
    if (!isReferrerList(list)) {
      return refuse(forbidden(ers.call, `Worklist ${list} is for service provider organisations.`), {
        rule: 'provider-worklist',
        detail: `${list} is not a worklist of referring organisations`,
        clause: 'e-RS FHIR API, a008: Referring Organisations',
        pointer: '/parameter/0',
      })
    }
    for (const filter of ['service', 'specialtyAssignedIndicator', 'specialty', 'location', 'clinicianAssignedIndicator', 'clinician']) {
      if (values.one(filter) !== undefined) ers.reject('UNEXPECTED_FIELD', `'${filter}' filters cannot be used for referring organisation worklists.`, '/parameter')
    }
    return fhir(200, {
      meta: { profile: [profile('FetchWorklist-List')] },
      resourceType: 'List',
      status: 'current',
      mode: 'snapshot',
      entry: worklistEntries(ers.state, list, organisation, ers.base),
    })
  },
})
