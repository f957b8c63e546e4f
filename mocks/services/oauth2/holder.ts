import type { Call } from '../../kit/call.ts'
import type { Application } from '../../kit/identity.ts'
import { textOf } from '../../kit/jwt.ts'
import type { ProviderName } from '../../kit/oidc/provider.ts'
import { fail } from './errors.ts'
import { isSubscribed } from './scopes.ts'
import type { Holder } from './state.ts'

/**
 * Whom the claims of a verified ID token stand for, if the application is subscribed to a product for that person's
 * level of assurance. Source: identity service proxy, filtering of scopes.
 */
export function holderOf(call: Call, application: Application, provider: ProviderName, claims: Record<string, unknown>, actor?: string): Holder {
  const applicationId = application.id
  const refuseLevel = (level: string) => fail(call, 'access-not-configured', `application ${applicationId} has no product for ${level}`)

  if (provider === 'nhs-cis2') {
    const aal = claims['authentication_assurance_level']
    if ((aal !== 1 && aal !== 2 && aal !== 3) || !isSubscribed(application, `user-nhs-cis2:aal${aal}`)) return refuseLevel(`AAL ${String(aal)}`)
    const userId = textOf(claims['sub'])
    const selected = claims['selected_roleid']
    return {
      kind: 'healthcare-worker',
      applicationId,
      userId,
      aal,
      roles: call.environment.identity.workers.get(userId)?.roles ?? [],
      ...(selected !== undefined && { selectedRoleId: textOf(selected) }),
    }
  }
  const level = claims['identity_proofing_level']
  // The platform's script stumbles over a token without the claim (scope `profile` was not asked for).
  if (typeof level !== 'string') return fail(call, 'unknown-error', 'the ID token has no identity_proofing_level', '/subject_token/identity_proofing_level')
  const proofing = level.slice(0, 2)
  if ((proofing !== 'P0' && proofing !== 'P5' && proofing !== 'P9') || !isSubscribed(application, `user-nhs-login:${proofing}`)) return refuseLevel(level)
  const nhsNumber = textOf(claims['nhs_number'] ?? '')
  call.subject = nhsNumber || undefined
  return { kind: 'patient', applicationId, proofing, ...(actor === undefined ? { nhsNumber } : { nhsNumber: actor, actingFor: nhsNumber }) }
}
