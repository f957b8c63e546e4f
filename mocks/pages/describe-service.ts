import { loadWorld } from '../../config/world.ts'
import type { AccessRule } from '../kit/access.ts'
import { CALL_FAULTS, DELIVERY_FAULTS } from '../kit/faults.ts'
import type { Grant } from '../kit/identity.ts'
import type { AnyService } from '../kit/service.ts'
import { gapsOf, headersRead } from './service-folder.ts'

/** What a supplier needs to know of a service, told by its own definition. */
export interface ServiceDescription {
  key: string
  title: string
  basePath: string
  spec: { title: string; url: string; version?: string }
  /** In the order of the definition. `access`: who is let in, empty when anybody is. `checks`: what is looked at before the matter itself. */
  operations: { operation: string; method: string; path: string; access: string[]; checks: string[] }[]
  /** Request headers that the service looks at. */
  headers: string[]
  /** Documented errors, which are the names of `error` faults. */
  errors: string[]
  faults: readonly string[]
  /** What it delivers by itself: callbacks, messages into a mailbox. */
  deliveries: readonly string[]
  /** What the outside world can do to it or see of it, through the control API. */
  controls: string[]
  /** Who can sign in to use it. */
  identities: string[]
  /** Markdown: what is left out, what is inferred. */
  gaps: string
}

export function describeService(service: AnyService): ServiceDescription {
  const { key, title, basePath, spec } = service
  const rules = service.routes.flatMap((route) => route.access ?? [])
  return {
    key,
    title,
    basePath,
    spec,
    operations: service.routes.map((route) => ({
      operation: route.operation,
      method: route.method,
      path: basePath + route.path,
      access: (route.access ?? []).map((rule) => rule.title),
      checks: (route.requires ?? []).map((check) => words(check.name)).filter((name) => name !== ''),
    })),
    headers: [...new Set([...(rules.length ? ['authorization'] : []), ...headersRead(key)])].sort(),
    errors: Object.keys(service.errors),
    faults: [...CALL_FAULTS, ...(service.deliveries?.length ? DELIVERY_FAULTS : [])],
    deliveries: service.deliveries ?? [],
    controls: Object.keys(service.controls),
    identities: identitiesFor(rules),
    gaps: gapsOf(key),
  }
}

/** `requestIdForm` as "request id form". */
function words(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
}

function identitiesFor(rules: readonly AccessRule[]): string[] {
  const admitted = (grant: Partial<Grant>) => rules.some((rule) => rule.admits(grant as Grant))
  return [
    ...(admitted({ kind: 'application' }) ? ['your application: its API key and a signed JWT, exchanged at /oauth2/token'] : []),
    ...loadWorld()
      .staff.filter(({ aal }) => admitted({ kind: 'healthcare-worker', aal }))
      .map(({ username, persona, aal }) => `${username}: ${persona}, CIS2 AAL${aal}`),
    ...(admitted({ kind: 'patient', proofing: 'P9' }) ? ['a patient with an NHS login at P9 (make one with the control addCitizen of nhs-login)'] : []),
  ]
}
