import { all, at, isTree, text } from './tree.ts'

/** The name of a person, or of an organisation, as it is read. */
export function personName(resource: unknown): string | undefined {
  const name = at(resource, 'name')
  if (!isTree(name)) return typeof name === 'string' ? name : undefined
  return text(name, 'text') ?? ([text(name, 'prefix'), ...all(name, 'given').map(String), text(name, 'family')].filter(Boolean).join(' ') || undefined)
}
