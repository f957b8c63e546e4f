import type { Call } from '../../../kit/call.ts'
import { isValid } from '../../../../config/identifiers/nhs-number.ts'
import { refuse } from '../../../kit/refusal.ts'
import { fhir, type Reply } from '../../../kit/reply.ts'
import { route, type RequestCheck } from '../../../kit/route.ts'
import { ACCESS, GATEWAY_CHECKS, modeOf, refusePatient, requestIdPresent } from '../access.ts'
import { outcome, reject } from '../errors.ts'
import { findRecord } from '../lookup.ts'
import { etagOf, latest, type PatientRecord } from '../record.ts'
import type { PdsState } from '../state.ts'
import { timestamp } from '../views.ts'

/** The one form a search may have; the colon may be percent-encoded. */
const FORM = /\?subscriber(?::|%3A)identifier=(\d{10})$/i

/** Only patients reach insurance cards. */
export const onlyPatients: RequestCheck<PdsState> = (call) => {
  if (call.grant!.kind === 'patient') return
  refuse(outcome('OPERATION_DENIED', { display: `Cannot ${call.method} resource with ${modeOf(call)} access token` }), {
    rule: 'coverage-without-patient',
    detail: `${call.method} /Coverage with a token of kind ${call.grant!.kind}`,
    clause: 'PDS FHIR API: Coverage, access modes',
    pointer: 'authorization',
  })
}

/** Retrieves a patient's European Health Insurance Card. Source: PDS FHIR API, get-coverage. */
export const getCoverage = route<PdsState>({
  operation: 'getCoverage',
  method: 'GET',
  path: '/Coverage',
  access: ACCESS,
  requires: [...GATEWAY_CHECKS, onlyPatients],
  subject: (call) => FORM.exec(call.url)?.[1],
  handle(call) {
    const [, nhsNumber] = FORM.exec(call.url) ?? []
    if (nhsNumber === undefined) {
      return reject('GATEWAY_INVALID_SEARCH_DATA', undefined, {
        rule: 'coverage-search-form',
        detail: `the search is not of the form /Coverage?subscriber:identifier=NHS_NUMBER`,
        clause: 'PDS FHIR API: get-coverage',
      })
    }
    const grant = call.grant!
    if (grant.kind === 'patient' && grant.nhsNumber !== nhsNumber) refusePatient(nhsNumber)
    requestIdPresent(call)
    if (!isValid(nhsNumber)) {
      reject('INVALID_RESOURCE_ID', undefined, { rule: 'invalid-nhs-number', detail: `'${nhsNumber}' is not a valid NHS number`, clause: 'PDS FHIR API: get-coverage' })
    }
    return coverageBundle(call, findRecord(call, nhsNumber), 200)
  },
})

/** The bundle of none or one card, with the version of the record. */
export function coverageBundle(call: Call<PdsState>, record: PatientRecord, status: number): Reply {
  const { coverage } = record
  const resource = coverage && { ...coverage, subscriber: { ...coverage.subscriber, identifier: { ...coverage.subscriber.identifier, value: record.nhsNumber } } }
  const bundle = {
    resourceType: 'Bundle',
    type: 'searchset',
    timestamp: timestamp(call.environment.clock.now()),
    total: resource ? 1 : 0,
    meta: { versionId: String(latest(record).version) },
    ...(resource && { entry: [{ fullUrl: `${call.baseUrl}/personal-demographics/FHIR/R4/Coverage?subscriber:identifier=${record.nhsNumber}`, resource }] }),
  }
  return fhir(status, bundle, { etag: etagOf(record) })
}
