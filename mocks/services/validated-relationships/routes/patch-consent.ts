import jsonPatch, { type Operation } from 'fast-json-patch'
import { fhir } from '../../../kit/reply.ts'
import { refuse } from '../../../kit/refusal.ts'
import { route } from '../../../kit/route.ts'
import { checkGrantor, checkStatusReason, list, mayFollow, STATUS_REASON, STATUSES } from '../consent.ts'
import { errors, reject } from '../errors.ts'
import { ANYBODY, CHECKS } from '../request.ts'
import type { Resource, VrsState } from '../state.ts'
import { subjectOf } from './get-consents.ts'

const CLAUSE = 'Validated Relationships Service API: patch Consent'
/** What may be changed: the status with its reason, the legal basis, the period. */
const PATHS = /^\/(status|extension(\/.*)?|policyRule(\/.*)?|provision\/period\/(start|end))$/

/** Moves a proxy role from one state to another, or changes its basis or its end. All patches or none. */
export const patchConsent = route<VrsState>({
  operation: 'patch-consent',
  method: 'PATCH',
  path: '/Consent/:id',
  access: ANYBODY,
  requires: CHECKS,
  subject: (call) => subjectOf(call),
  handle(call) {
    const mediaType = (call.header('content-type') ?? '').split(';')[0]!.trim().toLowerCase()
    if (mediaType !== 'application/json-patch+json') reject('UNSUPPORTED_MEDIA', CLAUSE, 'content-type')
    const before = call.state.consents.get(call.params.id!)
    if (!before) return refuse(errors.RESOURCE_NOT_FOUND())
    const patches = readPatches(call.json)
    const after = patched(before, patches)
    const status = patches.find(({ path }) => path === '/status')
    if (status) checkTransition(before, after, patches)
    checkGrantor(after, CLAUSE)
    call.state.consents.set(call.params.id!, { ...after, meta: { lastUpdated: new Date(call.environment.clock.now()).toISOString() } })
    return fhir(200, { resourceType: 'OperationOutcome', issue: [{ severity: 'information', code: 'informational' }] })
  },
})

function readPatches(body: unknown): Operation[] {
  const patches = list(body)
  const form = (patch: Resource) => ['add', 'replace', 'remove'].includes(String(patch.op)) && typeof patch.path === 'string' && (patch.op === 'remove' || patch.value !== undefined)
  if (patches.length === 0 || !patches.every(form)) reject('INVALID_PATCH_FORMAT', CLAUSE, '')
  const paths = patches.map(({ path }) => String(path))
  const wrong = paths.find((path) => !PATHS.test(path))
  if (wrong !== undefined) reject('INVALID_PATCH_PATH', CLAUSE, wrong)
  if (new Set(paths.filter((path) => !path.endsWith('/-'))).size !== paths.filter((path) => !path.endsWith('/-')).length) reject('DUPLICATE_PATCHES', CLAUSE, '')
  // The published examples add a list where one extension belongs: each of it is added.
  return patches.flatMap((patch) => (patch.path === '/extension/-' && Array.isArray(patch.value) ? patch.value.map((value: unknown) => ({ ...patch, value })) : [patch])) as unknown as Operation[]
}

function patched(before: Resource, patches: Operation[]): Resource {
  try {
    return jsonPatch.applyPatch(structuredClone(before), patches, true).newDocument
  } catch {
    // The library's own words are not the service's.
    return reject('INVALID_PATCH_PATH', CLAUSE, '')
  }
}

function checkTransition(before: Resource, after: Resource, patches: readonly Operation[]): void {
  if (!STATUSES.includes(String(after.status))) reject('INVALID_STATUS_CODE', CLAUSE, '/status')
  const reason = patches.some((patch) => 'value' in patch && JSON.stringify(patch.value).includes(STATUS_REASON))
  if (!reason) reject('INVALID_STATUS_REASON', CLAUSE, '/extension', { diagnostics: 'A change of status needs a status reason.' })
  checkStatusReason(after, CLAUSE)
  if (!mayFollow(String(before.status), String(after.status))) reject('INVALID_STATE_TRANSITION', CLAUSE, '/status')
}
