/** The parts of a message to EPS that checks look at. Everything is optional: it comes from the candidate. */
export interface EpsMessage {
  entry?: { fullUrl?: string; resource?: EpsResource }[]
}

export interface EpsResource {
  resourceType?: string
  identifier?: EpsIdentifier[]
  name?: { family?: string; given?: string[] }[] | string
  birthDate?: string
  address?: { line?: string[]; postalCode?: string }[]
  status?: string
  intent?: string
  authoredOn?: string
  category?: unknown
  subject?: unknown
  requester?: { reference?: string }
  groupIdentifier?: { value?: string }
  medicationCodeableConcept?: { coding?: { code?: string; display?: string }[] }
  courseOfTherapyType?: { coding?: { code?: string }[] }
  dosageInstruction?: { sequence?: number; text?: string }[]
  extension?: EpsExtension[]
  dispenseRequest?: {
    extension?: EpsExtension[]
    validityPeriod?: { start?: string; end?: string }
    numberOfRepeatsAllowed?: number
    quantity?: { value?: number; unit?: string; code?: string }
    expectedSupplyDuration?: { value?: number }
    performer?: { identifier?: EpsIdentifier }
  }
  practitioner?: { reference?: string }
  organization?: { reference?: string }
}

export interface EpsIdentifier {
  system?: string
  value?: string
}

export interface EpsExtension {
  url?: string
  valueCoding?: { code?: string }
  valueString?: string
  extension?: EpsExtension[]
}

export const EPS_ID = {
  nhsNumber: 'https://fhir.nhs.uk/Id/nhs-number',
  odsCode: 'https://fhir.nhs.uk/Id/ods-organization-code',
  user: 'https://fhir.nhs.uk/Id/sds-user-id',
  role: 'https://fhir.nhs.uk/Id/sds-role-profile-id',
  lineItem: 'https://fhir.nhs.uk/Id/prescription-order-item-number',
  gmc: 'https://fhir.hl7.org.uk/Id/gmc-number',
  gmp: 'https://fhir.hl7.org.uk/Id/gmp-number',
} as const

/** Systems of numbers that professional bodies give. Source: EPS FHIR Prescribing API, Practitioner.identifier. */
export const PROFESSIONAL_SYSTEMS: readonly string[] = [
  EPS_ID.gmc,
  'https://fhir.hl7.org.uk/Id/nmc-number',
  'https://fhir.hl7.org.uk/Id/gphc-number',
  'https://fhir.hl7.org.uk/Id/hcpc-number',
  'https://fhir.hl7.org.uk/Id/professional-code',
]

/** All resources of a type, in the order of the message. */
export function resourcesIn(message: EpsMessage, type: string): EpsResource[] {
  return (message.entry ?? []).flatMap(({ resource }) => (resource?.resourceType === type ? [resource] : []))
}

/** What a reference of the message points to. */
export function resourceAt(message: EpsMessage, reference: string | undefined): EpsResource | undefined {
  return message.entry?.find(({ fullUrl }) => fullUrl !== undefined && fullUrl === reference)?.resource
}

export const valueOf = (identifiers: readonly EpsIdentifier[] | undefined, system: string): string | undefined => identifiers?.find((each) => each.system === system)?.value

const CONTROLLED_DRUG = 'https://fhir.nhs.uk/StructureDefinition/Extension-DM-ControlledDrug'

/** The quantity of a controlled drug in words, where an item has it. */
export const wordsOf = (item: EpsResource): string | undefined =>
  item.extension?.find(({ url }) => url === CONTROLLED_DRUG)?.extension?.find(({ url }) => url === 'quantityWords')?.valueString
