import type { JWK } from 'jose'
import type { Environment } from './kit/environment.ts'
import { services } from './services.ts'

type NotifyCallback = Parameters<(typeof services)['nhs-notify']['controls']['setCallback']>[1]
type SpineAddress = Parameters<(typeof services)['spine']['controls']['setAddress']>[1]
type Callback = Parameters<(typeof services)['nhs-app']['controls']['setCallback']>[1]

/** What a candidate is known by at the national services, as onboarding would have arranged it. */
export interface Registration {
  /** Application at the API platform. */
  application: { id: string; secret: string; redirectUris: string[] }
  /** Client at CIS2. */
  cis2: { clientId: string; redirectUris: string[] }
  /** Public keys for client assertions. */
  jwks: { keys: JWK[] }
  /** Where the NHS App posts receipts, and with which certificate. */
  callback: Callback
  /** Where NHS Notify posts what became of messages, and what it signs that with. */
  notifyCallback: NotifyCallback
  /** Where the Spine delivers messages, and with which certificate. */
  spineAddress: SpineAddress
  /** Authorities (PEM) that issue certificates to the candidate's prescribers; EPS trusts signatures made with these. */
  prescriberAuthorities: string[]
}

/** Onboards a candidate in an environment: API platform, CIS2 and NHS App know it from now on. */
export function registerCandidate(environment: Environment, { application, cis2, jwks, callback, notifyCallback, spineAddress, prescriberAuthorities }: Registration): void {
  environment.identity.applications.set(application.id, { ...application, jwks })
  services.cis2.controls.registerClient(environment.stateOf(services.cis2), { ...cis2, jwks })
  const nhsApp = services['nhs-app']
  nhsApp.controls.setCallback(environment.stateOf(nhsApp), callback)
  const nhsNotify = services['nhs-notify']
  nhsNotify.controls.setCallback(environment.stateOf(nhsNotify), notifyCallback)
  const { eps, spine } = services
  spine.controls.setAddress(environment.stateOf(spine), spineAddress)
  for (const certificate of prescriberAuthorities) eps.controls.trustAuthority(environment.stateOf(eps), { certificate })
}
