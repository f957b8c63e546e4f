import { fhir } from '../../../kit/reply.ts'
import { actingUser } from '../access.ts'
import { REFERRERS } from '../admissions.ts'
import { codeSystem, ID, profile } from '../codes/systems.ts'
import { ersRoute } from '../ers-route.ts'
import { readBody } from '../request/body.ts'
import { readCriteria } from '../request/criteria.ts'
import { parametersOf, readParameters } from '../request/parameters.ts'
import { patientOf, patientPart, readPatient } from '../request/patient.ts'
import { readReferringClinician, referringClinicianPart } from '../request/referring-clinician.ts'
import { coding, identifier } from '../request/shape.ts'
import { serviceSummary } from '../resources/service-summary.ts'
import { findServices, type RequestType } from '../rules/find-services.ts'

const definition = parametersOf('PatientServiceSearch-Parameters', {
  requestType: { as: 'valueCoding', schema: coding(codeSystem('RequestType'), ['APPOINTMENT_REQUEST', 'ADVICE_AND_GUIDANCE_REQUEST']), min: 1 },
  sortBy: { as: 'valueCoding', schema: coding(codeSystem('SortBy'), ['DISTANCE', 'IWT']), min: 1 },
  patient: patientPart,
  referringClinician: referringClinicianPart,
  commissioningRuleOrganisation: { as: 'valueIdentifier', schema: identifier(ID.organisation), min: 0 },
  searchCriteria: { as: 'resource', schema: { type: 'object' }, min: 1 },
})

/** Finds services that a patient can be referred to, or that give advice. */
export const searchServices = ersRoute({
  operation: 'a010-patient-service-search',
  method: 'POST',
  path: '/STU3/HealthcareService/$ers.searchHealthcareServicesForPatient',
  admission: REFERRERS,
  subject: (call) => patientOf(call.json),
  handle(ers) {
    const values = readParameters(ers, readBody(ers), definition)
    const code = (name: string) => values.one<{ code: string }>(name)!.code
    const requestType = code('requestType') as RequestType
    const nhsNumber = readPatient(ers, values)
    readReferringClinician(ers, actingUser(ers.caller), values)
    const organisation = values.one<{ value: string }>('commissioningRuleOrganisation')?.value
    if (organisation !== undefined && requestType === 'ADVICE_AND_GUIDANCE_REQUEST') {
      ers.reject('FIELD_NOT_PERMITTED', "'commissioningRuleOrganisation' is not permitted with ADVICE_AND_GUIDANCE_REQUEST.", '/parameter')
    }
    if (organisation !== undefined && ers.state.closedOrganisations.has(organisation)) ers.reject('ORGANISATION_IS_CLOSED', `'commissioningRuleOrganisation' (${organisation}) is closed.`, '/parameter')
    const criteria = readCriteria(ers, values.one('searchCriteria'), 'searchCriteria/resource')

    const services = findServices(ers.state, criteria, requestType, nhsNumber, code('sortBy') as 'DISTANCE' | 'IWT', ers.now)
    return fhir(200, {
      meta: { profile: [profile('FetchServices-List')] },
      resourceType: 'List',
      status: 'current',
      mode: 'snapshot',
      entry: services.map((service) => serviceSummary(service, ers.base)),
      ...(services.length === 0 && { emptyReason: { coding: [{ system: 'http://hl7.org/fhir/ValueSet/list-empty-reason', code: 'nilknown', display: 'no results' }] } }),
    })
  },
})
