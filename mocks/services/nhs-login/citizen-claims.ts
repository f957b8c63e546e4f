import { createHash } from 'node:crypto'
import type { Citizen } from '../../kit/identity.ts'
import scopes from './scopes.json' with { type: 'json' }

/** Claims that an account without a proven identity does not have. */
const NEED_PROOF = new Set(['nhs_number', 'family_name', 'birthdate', 'given_name', 'gp_registration_details'])

const digits = (nhsNumber: string, length: number) => BigInt(`0x${createHash('sha256').update(nhsNumber).digest('hex').slice(0, 14)}`).toString().slice(0, length)

/**
 * What NHS login says of a citizen to a client with these scopes; what there is not is left out, never null or empty.
 * Source: NHS login Interface Specification - Federation v2.1, tables 2 and 11; "Scopes and claims".
 */
export function citizenClaims(citizen: Citizen, granted: readonly string[], metadata?: string): Record<string, unknown> {
  const { nhsNumber, proofing, practice } = citizen
  const all: Record<string, unknown> = {
    nhs_number: nhsNumber,
    family_name: citizen.family,
    birthdate: citizen.birthDate,
    identity_proofing_level: proofing,
    given_name: citizen.given,
    email: citizen.email,
    email_verified: true,
    // Numbers that Ofcom keeps for drama.
    phone_number: `+447700900${digits(nhsNumber, 3)}`,
    phone_number_verified: true,
    phone_number_pds_matched: proofing === 'P9',
    landline_number: `+441134960${digits(nhsNumber, 3)}`,
    landline_number_verified: true,
    gp_registration_details: practice && { gp_ods_code: practice },
    gp_integration_credentials:
      proofing === 'P9' && practice ? { gp_user_id: digits(nhsNumber, 10), gp_linkage_key: `LK${digits(nhsNumber, 11)}`, gp_ods_code: practice } : undefined,
    client_user_metadata: metadata,
  }
  const wanted = new Set(granted.flatMap((scope) => (scopes as Record<string, string[]>)[scope] ?? []))
  return Object.fromEntries(Object.entries(all).filter(([claim, value]) => wanted.has(claim) && value !== undefined && !(proofing === 'P0' && NEED_PROOF.has(claim))))
}
