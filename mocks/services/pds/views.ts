import type { Reply } from '../../kit/reply.ts'
import codes from './codes.json' with { type: 'json' }
import { isSensitive, type Extension, type Patient } from './patient.ts'
import { etagOf, latest, type PatientRecord } from './record.ts'

/** Extensions that tell where a patient lives. */
const LOCATING: ReadonlySet<string> = new Set([codes.extensions.nominatedPharmacy, codes.extensions.dispensingDoctor, codes.extensions.applianceSupplier])

/** The record as a retrieval shows it: without anything that tells the location when it is sensitive. */
export function retrieved(patient: Patient): Patient {
  if (!isSensitive(patient)) return patient
  const { address: _address, telecom: _telecom, contact: _contact, generalPractitioner: _gp, managingOrganization: _managing, extension, ...rest } = patient
  return withExtensions(rest, extension?.filter(({ url }) => !LOCATING.has(url)))
}

/**
 * The record as a search shows it: usual, nickname and temporary names, home address, and of the extensions only the
 * death notification. Source: PDS FHIR API, search-patient, "Patient data returned".
 */
export function found(record: PatientRecord): Patient {
  return (record.derived.found ??= asFound(latest(record).resource))
}

function asFound(patient: Patient): Patient {
  const { name, address, extension, managingOrganization: _managing, ...rest } = retrieved(patient)
  const home = address?.filter(({ use }) => use === 'home')
  return withExtensions(
    {
      ...rest,
      ...(name && { name: name.filter(({ use }) => use === 'usual' || use === 'nickname' || use === 'temp') }),
      ...(home?.length && { address: home }),
    },
    extension?.filter(({ url }) => url === codes.extensions.deathNotification),
  )
}

function withExtensions(patient: Omit<Patient, 'extension'>, extension: Extension[] | undefined): Patient {
  return extension?.length ? { ...patient, extension } : patient
}

/** The answer to a retrieval, made once per version: this is the busiest operation of all. */
export function readReply(record: PatientRecord): Reply {
  return (record.derived.read ??= {
    status: 200,
    headers: { 'content-type': 'application/fhir+json', etag: etagOf(record) },
    body: JSON.stringify(retrieved(latest(record).resource)),
  })
}

/** Instant in the form of PDS bundles: `2019-12-25T12:00:00+00:00`. */
export function timestamp(now: number): string {
  return `${new Date(now).toISOString().slice(0, 19)}+00:00`
}
