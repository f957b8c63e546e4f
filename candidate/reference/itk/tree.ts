/** A FHIR resource or element of any version, as it came in XML or JSON: nothing about it can be relied on. */
export type Tree = Record<string, unknown>

export const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)

/** All that stands under a name. XML does not say what may be repeated, so one is as good as a list of one. */
export const all = (tree: unknown, name: string): unknown[] => {
  const value = isTree(tree) ? tree[name] : undefined
  return value === undefined ? [] : Array.isArray(value) ? value : [value]
}

/** The first that stands at a path. */
export const at = (tree: unknown, ...path: string[]): unknown => path.reduce<unknown>((here, name) => all(here, name)[0], tree)

/** The same as text; nothing for what is no primitive, or empty. */
export const text = (tree: unknown, ...path: string[]): string | undefined => {
  const value = at(tree, ...path)
  return typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number' ? String(value).trim() || undefined : undefined
}

/** The resource of a bundle that a reference names, by full URL or by type and id. */
export function resolveReference(bundle: unknown, reference: string | undefined): unknown {
  if (reference === undefined) return undefined
  const entry = all(bundle, 'entry').find((each) => {
    const resource = at(each, 'resource')
    return text(each, 'fullUrl') === reference || `${text(resource, 'resourceType')}/${text(resource, 'id')}` === reference || text(resource, 'id') === reference.replace('urn:uuid:', '')
  })
  return at(entry, 'resource')
}

/** Leaves out what is not known. */
export function optional<T extends Record<string, string | undefined>>(values: T): { [Name in keyof T]?: string } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { [Name in keyof T]?: string }
}
