import type { Application } from '../../kit/identity.ts'

/** The levels of access that products of the platform are offered for. */
const OFFERED = ['app:level3', 'user-nhs-cis2:aal2', 'user-nhs-cis2:aal3', 'user-nhs-login:P0', 'user-nhs-login:P5', 'user-nhs-login:P9']

/**
 * Whether an application is subscribed to any product for a level of access: `app:level3`, `user-nhs-cis2:aal3`,
 * `user-nhs-login:P9`. An application without listed scopes has them all.
 */
export function isSubscribed(application: Application, level: string): boolean {
  if (!application.scopes) return OFFERED.includes(level)
  return application.scopes.some((scope) => scope.startsWith(`urn:nhsd:apim:${level}:`))
}
