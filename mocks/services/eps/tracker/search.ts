import { healthcareWorker } from '../../../kit/access.ts'
import { fhir } from '../../../kit/reply.ts'
import { route } from '../../../kit/route.ts'
import { hl7DateTime } from '../dates.ts'
import { patientOf, type Bundle } from '../fhir.ts'
import { settle } from '../lifecycle.ts'
import type { EpsState, Prescription } from '../state.ts'
import { ID } from '../systems.ts'
import { refuseRequest } from './errors.ts'
import { INTENTS, pendingExtension, pendingOf, repeatExtensions, statusExtension } from './extensions.ts'
import { headerProblems, nhsNumberProblems, noteSession, prescriptionIdProblems } from './request.ts'

const TWO_YEARS = 2 * 365 * 24 * 60 * 60 * 1000

/**
 * GET /RequestGroup?prescriptionId= or ?nhsNumber=: one RequestGroup an issue, the newest two years. Finding nothing is no
 * error. A `+` in a prescription id must be encoded, or it reads as a blank and the id is wrong.
 */
export const search = route<EpsState>({
  operation: 'clinical-prescription-tracker-bundle',
  method: 'GET',
  path: '/RequestGroup',
  access: [healthcareWorker({ aal: [3] })],
  subject: (call) =>
    call.query.get('nhsNumber') ?? call.state.prescriptions.get((call.query.get('prescriptionId') ?? '').toUpperCase())?.nhsNumber,
  handle(call) {
    const id = call.query.get('prescriptionId')?.toUpperCase()
    const nhsNumber = call.query.get('nhsNumber') ?? undefined
    refuseRequest(call, [
      ...(id || nhsNumber ? [] : ['Missing required query string parameter; either prescriptionId or nhsNumber must be included.']),
      ...(id && nhsNumber ? ['Invalid query string parameters; only prescriptionId or nhsNumber must be provided, not both.'] : []),
      ...(id ? prescriptionIdProblems(id) : []),
      ...(nhsNumber ? nhsNumberProblems(nhsNumber) : []),
      ...headerProblems(call),
    ])
    noteSession(call)

    const now = call.environment.clock.now()
    const day = (at: number) => hl7DateTime(at).slice(0, 8)
    const [low, high] = [call.query.get('lowDate'), call.query.get('highDate')]
    const [from, to] = low || high ? [low ?? '', high ?? '99991231'] : [day(now - TWO_YEARS), day(now)]
    const all = id
      ? [call.state.prescriptions.get(id)].filter((found) => found !== undefined)
      : [...call.state.prescriptions.values()].filter((found) => found.nhsNumber === nhsNumber)
    const found = all.filter((prescription) => day(prescription.signedAt) >= from && day(prescription.signedAt) <= to)
    for (const prescription of found) settle(prescription, now)
    return fhir(
      200,
      searchset(found, () => `urn:uuid:${call.environment.random.uuid()}`),
    )
  },
})

function searchset(prescriptions: readonly Prescription[], newUrl: () => string) {
  const patientUrl = newUrl()
  const groups = prescriptions.flatMap((prescription) =>
    prescription.issues.map((issue) => {
      const pending = pendingOf(issue)
      return {
        fullUrl: newUrl(),
        search: { mode: 'match' },
        resource: {
          resourceType: 'RequestGroup',
          identifier: [{ system: ID.prescription, value: prescription.id }],
          subject: { reference: patientUrl },
          status: 'active',
          intent: INTENTS[prescription.course],
          authoredOn: new Date(prescription.signedAt).toISOString(),
          extension: [
            statusExtension(issue),
            ...repeatExtensions(prescription, issue),
            pendingExtension({ prescriptionPendingCancellation: pending.all, lineItemPendingCancellation: pending.any }),
          ],
        },
      }
    }),
  )
  const first = prescriptions[0]
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: groups.length,
    entry: [...(first ? [patientEntry(first, patientUrl)] : []), ...groups],
  }
}

function patientEntry(prescription: Prescription, fullUrl: string) {
  const name = nameOf(prescription)
  return {
    fullUrl,
    search: { mode: 'include' },
    resource: {
      resourceType: 'Patient',
      identifier: [{ system: ID.nhsNumber, value: prescription.nhsNumber }],
      ...(name && { name: [name] }),
    },
  }
}

/** Spine keeps one name part of each kind. */
export function nameOf(prescription: Prescription) {
  const name = patientOf(prescription.message as Bundle).name?.[0]
  if (!name) return undefined
  const first = (key: 'prefix' | 'suffix' | 'given') => (name[key]?.length ? { [key]: [name[key].join(' ')] } : {})
  return { ...first('prefix'), ...first('suffix'), ...first('given'), ...(name.family && { family: name.family }) }
}
