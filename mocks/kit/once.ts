/** What is costly to make, made when it is first asked for: a hub starts no slower for schemas that nobody meets. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}
