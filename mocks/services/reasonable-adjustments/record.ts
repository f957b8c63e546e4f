import type { Environment } from '../../kit/environment.ts'
import { loadWorld } from '../../../config/world.ts'
import codes from './codes.json' with { type: 'json' }
import { entriesOf, type Entry, type RaState } from './state.ts'
import type { Readable, Resource } from './parts.ts'

/** Who changed something, and for which organisation. */
export interface Author {
  userId: string
  name: string
  /** SDS job role: `R8000`. */
  jobRole: string
  /** In words: `Clinical Practitioner Access Role`. */
  jobRoleName?: string
  organisation: string
}

const seconds = (instant: number) => new Date(instant).toISOString().replace(/\.\d{3}Z$/, '+00:00')

/** Adds a resource to somebody's record: the service gives it an id, a version, and says who made it. */
export function addEntry(state: RaState, environment: Environment, input: { part: Readable; nhsNumber: string; body: Resource; by: Author }): Entry {
  const { part, nhsNumber, body, by } = input
  const id = `${nhsNumber}.${environment.random.uuid()}`
  const entry: Entry = { id, nhsNumber, part, version: 1, active: isActive(body), resource: {} }
  entry.resource = stamped(entry, body, by, environment)
  state.entries.set(id, entry)
  return entry
}

/** Replaces a resource by its next version. */
export function changeEntry(environment: Environment, entry: Entry, body: Resource, by: Author): Entry {
  entry.version++
  entry.active = isActive(body)
  entry.resource = stamped(entry, body, by, environment)
  return entry
}

/** Removes the whole record: every part becomes inactive, with the reason. */
export function removeRecord(state: RaState, environment: Environment, nhsNumber: string, reason: { code: string; comment: string }): void {
  const display = (codes.removalReason.codes as Record<string, string>)[reason.code]
  for (const entry of state.entries.values()) {
    if (entry.nhsNumber !== nhsNumber || !entry.active) continue
    entry.version++
    entry.active = false
    const extensions = Array.isArray(entry.resource.extension) ? entry.resource.extension : []
    entry.resource = {
      ...entry.resource,
      status: entry.part === 'List' ? 'retired' : 'inactive',
      meta: { ...(entry.resource.meta as object), versionId: String(entry.version), lastUpdated: seconds(environment.clock.now()) },
      extension: [
        ...extensions,
        {
          url: codes.removalReason.extension,
          extension: [
            { url: 'removalReason', valueCodeableConcept: { coding: [{ system: codes.removalReason.system, code: reason.code, ...(display && { display }) }] } },
            { url: 'supportingComment', valueString: reason.comment },
          ],
        },
      ],
    }
  }
}

/** The searchset of a read. The address in its link is the one behind the API platform, as published. */
export function searchset(state: RaState, environment: Environment, input: { part: Readable; nhsNumber: string; active: boolean; query: string }): Resource {
  const entries = entriesOf(state, input.nhsNumber, input.part, input.active)
  return {
    resourceType: 'Bundle',
    id: environment.random.uuid(),
    meta: { profile: [codes.bundleProfile] },
    type: 'searchset',
    total: entries.length,
    link: [{ relation: 'self', url: `${codes.fullUrl}${input.part}?${input.query}` }],
    ...(entries.length > 0 && { entry: entries.map((entry) => ({ fullUrl: `${codes.fullUrl}${entry.part}/${entry.id}`, resource: entry.resource })) }),
  }
}

const isActive = ({ status }: Resource): boolean => status !== 'inactive' && status !== 'retired' && status !== 'entered-in-error'

/** The resource as the service keeps it: its own id and version, and a Provenance of whoever is signed in. */
function stamped(entry: Entry, body: Resource, by: Author, environment: Environment): Resource {
  const organisation = loadWorld().organisations.find(({ odsCode }) => odsCode === by.organisation)
  const now = seconds(environment.clock.now())
  const provenance = environment.random.uuid()
  const url = codes.provenance.extension
  const own = (item: unknown) => (item as { url?: unknown } | null)?.url !== url
  const extensions = Array.isArray(body.extension) ? body.extension.filter(own) : []
  const contained = Array.isArray(body.contained) ? body.contained.filter((item) => (item as { resourceType?: unknown } | null)?.resourceType !== 'Provenance') : []
  return {
    ...body,
    // Underlying conditions come as a Condition or a List and are answered under a type of their own, as published.
    ...(entry.part === 'UnderlyingConditionList' && { resourceType: 'UnderlyingConditionList' }),
    id: entry.id,
    meta: { ...(body.meta as object | undefined), versionId: String(entry.version), lastUpdated: now },
    contained: [
      ...contained,
      {
        resourceType: 'Provenance',
        id: provenance,
        meta: { profile: [codes.provenance.profile] },
        target: [{ reference: `${entry.part}/${entry.id}` }],
        recorded: now,
        agent: [
          {
            role: [{ coding: [{ system: codes.provenance.jobRole, code: by.jobRole, ...(by.jobRoleName !== undefined && { display: by.jobRoleName }) }] }],
            whoReference: { reference: `${codes.provenance.practitioner}${by.userId}`, display: by.name },
            onBehalfOfReference: { reference: `${codes.provenance.organisation}${by.organisation}`, ...(organisation && { display: `${organisation.name.toUpperCase()} (${by.organisation})` }) },
          },
        ],
      },
    ],
    extension: [...extensions, { url, extension: [{ url: entry.version === 1 ? 'Created' : 'LastUpdated', valueReference: { reference: `#${provenance}` } }] }],
  }
}
