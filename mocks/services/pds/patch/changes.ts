import { isDeepStrictEqual } from 'node:util'
import { LISTS, type Extension, type ListName, type Patient } from '../patient.ts'
import { invalidUpdate } from './check-form.ts'

/** Something in a list: told apart by object id, an extension by url. */
export interface Item {
  id?: string
  url?: string
  [key: string]: unknown
}

/** What an update does to one list. Indexes are those of the new list. */
export interface ListChanges<T = Item> {
  added: { item: T; index: number }[]
  replaced: { before: T; item: T; index: number }[]
  removed: T[]
  /** The whole new list. */
  after: T[]
}

export type Changes = Record<ListName, ListChanges>

/** Compares the lists of two states by the identity of their items, and refuses ids that are not on the record. */
export function changesBetween(before: Patient, after: Patient): Changes {
  return Object.fromEntries(LISTS.map((list) => [list, listChanges(list, before[list] as Item[] | undefined, after[list] as Item[] | undefined)])) as Changes
}

function listChanges(list: ListName, before: Item[] = [], after: Item[] = []): ListChanges {
  const key = list === 'extension' ? 'url' : 'id'
  const left = new Map(before.map((item) => [item[key], item]))
  const changes: ListChanges = { added: [], replaced: [], removed: [], after }
  for (const [index, item] of after.entries()) {
    const identity = item[key]
    const same = identity === undefined ? undefined : left.get(identity)
    if (same) {
      left.delete(identity)
      if (!isDeepStrictEqual(same, item)) changes.replaced.push({ before: same, item, index })
    } else if (list !== 'extension' && identity !== undefined) {
      invalidUpdate(`no '${list}' resources with object id '${identity}'`, {
        rule: 'unknown-object-id',
        clause: 'PDS FHIR API: update-patient, Replacing',
        pointer: `${list}/${index}/id`,
      })
    } else changes.added.push({ item, index })
  }
  changes.removed.push(...left.values())
  return changes
}

/** The changes of the extensions with this url. */
export function changesOf(changes: ListChanges, url: string): ListChanges<Extension> {
  const ofUrl = (item: Item) => item.url === url
  return {
    added: changes.added.filter(({ item }) => ofUrl(item)),
    replaced: changes.replaced.filter(({ item }) => ofUrl(item)),
    removed: changes.removed.filter(ofUrl),
    after: changes.after.filter(ofUrl),
  } as unknown as ListChanges<Extension>
}
