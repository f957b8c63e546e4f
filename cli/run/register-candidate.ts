import type { JWK } from 'jose'
import type { Environment } from '../../mocks/kit/environment.ts'
import { services } from '../../mocks/services.ts'

/** What a candidate is known by at the national services, as onboarding would have arranged it. */
export interface Registration {
  /** Application at the API platform. */
  application: { id: string; secret: string; redirectUris: string[] }
  /** Client at CIS2. */
  cis2: { clientId: string; redirectUris: string[] }
  /** Public keys for client assertions. */
  jwks: { keys: JWK[] }
}

/** Onboards a candidate in an environment: API platform and CIS2 know it from now on. */
export function registerCandidate(environment: Environment, { application, cis2, jwks }: Registration): void {
  environment.identity.applications.set(application.id, { ...application, jwks })
  services.cis2.controls.registerClient(environment.stateOf(services.cis2), { ...cis2, jwks })
}
