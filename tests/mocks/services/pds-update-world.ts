import { joan, pds } from './pds-caller.ts'

export const PHARMACY = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NominatedPharmacy'
export const DEATH = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-DeathNotificationStatus'
export const COMMUNICATION = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSCommunication'

export const OLD_NAME = { use: 'old', period: { start: '2019-12-31' }, prefix: ['Dr.'], given: ['Joe', 'Horation', 'Maximus'], family: 'Bloggs', suffix: ['PhD'] }

/** A PDS with Joan on it, and her record at hand. */
export function world(changes: Record<string, unknown> = {}) {
  const service = pds()
  const { nhsNumber, patient } = service.put(joan(changes))
  const { id: nameId } = patient.name![0]!
  const { id: addressId } = patient.address?.[0] ?? {}
  const mobile = patient.telecom?.find(({ use }) => use === 'mobile')
  return {
    ...service,
    nhsNumber,
    patient,
    nameId,
    addressId,
    mobile,
    patch: (patches: unknown, options?: Parameters<typeof service.patch>[2]) => service.patch(nhsNumber, patches, options),
    record: () => service.read(nhsNumber),
  }
}
