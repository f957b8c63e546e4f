import { loadWorld } from '../../../config/world.ts'
import type { Environment } from '../../kit/environment.ts'

/** A technical address at which a service takes messages. */
export interface DosEndpoint {
  id: string
  /** For instance `email`, `itk`. */
  connectionType: string
  /** What is sent: `urn:nhs-itk:interaction:primaryEmergencyDepartmentRecipientNHS111CDADocument-v2-0`. */
  payloadType: string
  address: string
  /** Position in the order in which endpoints are to be tried. */
  order: number
  /** Whether messages are sent here or copied here; the first when absent. */
  scenario?: 'primary-recipient' | 'copy-recipient'
}

/** A service as the directory has it. */
export interface DosService {
  id: string
  type: string
  name: string
  /** For the public. */
  telephone?: string
  /** For clinicians only. */
  clinicianTelephone?: string
  email?: string
  web?: string
  /** The only ones it is for; everybody when absent. */
  gender?: 'male' | 'female'
}

/** An organisation of the directory with what it offers. */
export interface DosOrganisation {
  id: string
  odsCode: string
  name: string
  active: boolean
  role: { code: string; display: string }
  secondaryRole?: string
  telephone?: string
  address: { line: string[]; postcode: string }
  services: DosService[]
  endpoints: DosEndpoint[]
}

export interface DosState {
  organisations: Map<string, DosOrganisation>
}

/** Kinds of organisations that the directory lists: pharmacies and GP practices. */
const TYPES: Readonly<Record<string, string>> = { RO182: 'Pharmacy', RO76: 'GP Practice' }

/** Pharmacies and practices of the world, each with one service and one address for messages. */
export function createState({ random }: Environment): DosState {
  const listed = loadWorld().organisations.filter(({ role, secondaryRole, odsCode }) => (TYPES[role] ?? TYPES[secondaryRole ?? '']) !== undefined && odsCode.length >= 5)
  return {
    organisations: new Map(
      listed.map(({ odsCode, name, role, roleName, secondaryRole, address, postcode, telephone, status }): [string, DosOrganisation] => {
        const type = TYPES[role] ?? TYPES[secondaryRole ?? '']!
        const endpoint = { id: random.uuid(), connectionType: 'email', payloadType: 'urn:nhs-itk:interaction:primaryGeneralPractitionerRecipientNHS111CDADocument-v2-0', address: `mailto:${odsCode.toLowerCase()}@nhs.example`, order: 1 }
        const organisation: DosOrganisation = {
          id: random.uuid(),
          odsCode,
          name,
          active: status !== 'inactive',
          role: { code: role, display: roleName },
          ...(secondaryRole !== undefined && { secondaryRole }),
          ...(telephone !== undefined && { telephone }),
          address: { line: address, postcode },
          services: [{ id: random.uuid(), type, name, ...(telephone !== undefined && { telephone }) }],
          endpoints: [endpoint],
        }
        return [odsCode, organisation]
      }),
    ),
  }
}
