import type { JWK } from 'jose'
import { KeyRing } from './key-ring.ts'
import type { IdentityProvider, ProviderName } from './oidc/provider.ts'

/** A registered application: what the developer portal knows of it. */
export interface Application {
  /** The API key: `iss` and `sub` of its client assertions. */
  id: string
  /** Shared secret, for grants that use one. */
  secret: string
  /** Registered public keys; `undefined` when no JWKS was registered. */
  jwks: { keys: JWK[] } | undefined
  redirectUris: string[]
  /**
   * Product scopes the application is subscribed to (`urn:nhsd:apim:app:level3:pds`, `urn:nhsd:apim:user-nhs-cis2:aal3:pds`,
   * `urn:nhsd:apim:user-nhs-login:P9:pds`); a kind of access without any scope is refused. Absent: all kinds.
   */
  scopes?: string[]
}

/** One role of a healthcare worker, as CIS2 tells it (`nhsid_nrbac_roles[]`). */
export interface Role {
  /** Role profile id (URP), 12 digits: `person_roleid`, the value of NHSD-Session-URID. */
  id: string
  /** `S8000:G8000:R8000` */
  code: string
  /** `"Clinical":"Clinical Provision":"Clinical Practitioner Access Role"` */
  name: string
  /** ODS code of the organisation the role is held at. */
  organisation: string
  /** Activity codes (`B0420`). */
  activities: string[]
}

/** Somebody with a CIS2 identity. */
export interface HealthcareWorker {
  /** SDS user id, 12 digits: `sub` and `nhsid_useruid`. */
  id: string
  /** What a tester types at the sign-in page. */
  username: string
  title: string
  given: string
  family: string
  /** Strength of the authenticator they hold. */
  aal: 1 | 2 | 3
  roles: Role[]
  /** Professional numbers, for instance `gmc: '1234567'`. */
  professionalCodes: Record<string, string>
}

/** Somebody with an NHS login. */
export interface Citizen {
  nhsNumber: string
  /** Pairwise subject of NHS login. */
  sub: string
  email: string
  given: string
  family: string
  /** ISO date. */
  birthDate: string
  proofing: 'P0' | 'P5' | 'P9'
  /** ODS code of the GP practice. */
  practice?: string
}

/** What an access token of the API platform stands for. */
export type Grant = {
  applicationId: string
  issuedAt: number
  expiresAt: number
} & (
  | { kind: 'application' }
  | { kind: 'healthcare-worker'; userId: string; aal: 1 | 2 | 3; roles: Role[]; selectedRoleId?: string }
  | { kind: 'patient'; nhsNumber: string; proofing: 'P0' | 'P5' | 'P9'; actingFor?: string }
)

/**
 * Who exists and who is signed in, shared by the sign-in services and read by all others: applications, healthcare
 * workers, citizens, and access tokens. Part of the environment, so that no service needs another.
 */
export class Identity {
  /** By API key. */
  readonly applications = new Map<string, Application>()
  /** By SDS user id. */
  readonly workers = new Map<string, HealthcareWorker>()
  /** By NHS number. */
  readonly citizens = new Map<string, Citizen>()
  /** Access token of the API platform to what it grants. */
  readonly tokens = new Map<string, Grant>()
  /** The keys the sign-in services sign with; whoever verifies an ID token looks here, as it would at their JWKS. */
  readonly keys: Readonly<Record<ProviderName, KeyRing>> = { 'nhs-cis2': new KeyRing('nhs-cis2', 'RS256'), 'nhs-login': new KeyRing('nhs-login', 'RS512') }
  /** The back channel between the sign-in services and the API platform. A service enters itself when its state is made. */
  readonly providers = new Map<ProviderName, IdentityProvider>()
}
