import { behaviour } from '../behaviour.ts'
import { SYSTEM } from '../fhir/resource.ts'
import { settingsOf } from '../gp-connect/caller.ts'
import type { Work } from '../work.ts'

/** Whoever is told to the other end as the one who asks: the user at work, whatever system asks for them. */
export const requestingUser = behaviour('plans.requestingUser', ({ session }: Work): string => session.user.id)

/**
 * The unsigned JWT that goes with what is fetched through the Spine Secure Proxy: by it the holder's audit trail knows who has
 * asked, from where, and what for. Source: GP Connect, cross-organisation audit; National Record Locator, Access Token (JWT).
 */
export function spineToken(work: Work, audience: string): string {
  const { services } = work
  const now = Math.floor(services.clock.now() / 1000)
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = {
    iss: services.config.publicUrl ?? services.config.national.clientId,
    sub: work.session.user.id,
    aud: audience,
    iat: now,
    exp: now + 300,
    reason_for_request: 'directcare',
    scope: 'patient/DocumentReference.read',
    requesting_system: `https://fhir.nhs.uk/Id/accredited-system|${settingsOf(services).asid}`,
    requesting_organization: `${SYSTEM.odsCode}|${services.config.practice.odsCode}`,
    requesting_user: `${SYSTEM.sdsUser}|${requestingUser(work)}`,
  }
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`
}
