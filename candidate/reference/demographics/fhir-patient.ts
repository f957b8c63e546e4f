import { behaviour } from '../behaviour.ts'
import { SYSTEM, type Resource } from '../fhir/resource.ts'
import type { PdsPatient } from '../national/pds-patient.ts'
import { staffMember, type PracticeData } from '../practice/practice-data.ts'
import type { RegisteredPatient } from './patient.ts'
import { asShown } from './whereabouts.ts'

const PROFILE = 'https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient'

/** The NHS number with its verification status, as PDS gave both. */
export const nationalIdentifiers = behaviour(
  'demographics.nationalIdentifiers',
  ({ id, identifier }: PdsPatient): NonNullable<PdsPatient['identifier']> => identifier ?? [{ system: SYSTEM.nhsNumber, value: id }],
)

/** A registered patient as UK Core has it: the national details under the practice's own id and version. */
export function fhirPatient({ id, version, status, national, local, registrations }: RegisteredPatient, practice: PracticeData): Resource {
  const shown = asShown(national)
  const gp = staffMember(practice, registrations[0]?.accountableGp)
  return {
    ...shown,
    id,
    meta: { versionId: String(version), profile: [PROFILE], ...(national.meta?.security && { security: national.meta.security }) },
    identifier: [
      ...nationalIdentifiers(national),
      ...(local.formerNhsNumbers ?? []).map(({ value, until }) => ({
        use: 'old',
        system: SYSTEM.nhsNumber,
        value,
        period: { end: until },
      })),
    ],
    active: status === 'active',
    ...(shown.address && { address: [...shown.address, ...(local.formerAddresses ?? [])] }),
    generalPractitioner: [
      ...(shown.generalPractitioner ?? []),
      ...(gp
        ? [
            {
              type: 'Practitioner',
              identifier: { system: SYSTEM.sdsUser, value: gp.id },
              display: [gp.title, gp.given, gp.family].filter(Boolean).join(' '),
            },
          ]
        : []),
    ],
  }
}

/** Somebody found nationally, under their NHS number: as PDS gave them, with their whereabouts only if they may be shown. */
export const fhirMatch = (patient: PdsPatient): Resource => ({ ...asShown(patient) })
