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
