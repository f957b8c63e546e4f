import type { Resource } from './resource.ts'

/** A searchset: what a search found, best first. */
export const searchset = (entries: readonly { resource: Resource; score?: number }[]): Resource => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total: entries.length,
  entry: entries.map(({ resource, score }) => ({
    ...(resource.id !== undefined && { fullUrl: `${resource.resourceType}/${resource.id}` }),
    resource,
    search: { mode: 'match', ...(score !== undefined && { score }) },
  })),
})

/** A collection: resources that belong together and were not searched for. */
export const collection = (resources: readonly Resource[]): Resource => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource) => ({ resource })),
})
