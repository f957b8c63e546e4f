import type { TransferredEntry } from '../../candidate/port/transfers.ts'
import { check, finding, type Found } from './check.ts'

/** What of an entry is looked at. */
export type ExpectedEntry = Partial<Omit<TransferredEntry, 'id' | 'state'>> & { kind: string; states?: readonly string[] }

/** Each of these is in the record that came, once, as it was sent. */
export const ensureTransferredEntries = check('what was sent is there to be read', (_sight, { entries, expected }: { entries: readonly TransferredEntry[]; expected: readonly ExpectedEntry[] }) =>
  expected.flatMap(({ states, ...entry }): Found[] => {
    const found = entries.filter((each) => each.kind === entry.kind && fits(each, entry))
    const shown = entries.filter(({ kind }) => kind === entry.kind)
    if (found.length !== 1)
      return [finding(found.length === 0 ? 'an entry is not there as it was sent' : 'an entry is there more than once', { expected: entry, seen: shown.length > 0 ? shown.map(({ id: _id, ...each }) => each) : `no ${entry.kind}` })]
    return found.map(({ state, term }) => states !== undefined && !states.includes(state) && finding(`"${term}" is in another state`, { expected: states.join(' or '), seen: state }))
  }),
)

function fits(entry: TransferredEntry, expected: Omit<ExpectedEntry, 'states'>): boolean {
  return Object.entries(expected).every(([name, value]) => {
    const seen = entry[name as keyof TransferredEntry]
    return name === 'term' || name === 'text' ? String(seen ?? '').includes(String(value)) : seen === value
  })
}

/** Nothing came into the record. */
export const ensureNothingTransferred = check('nothing of the record that came is in use', (_sight, { entries, allergies, medication, problems, documents }: { entries: readonly TransferredEntry[]; allergies: number; medication: number; problems: number; documents: number }) => [
  entries.length > 0 && finding('entries are in the record', { expected: 'none', seen: entries.map(({ term }) => term) }),
  allergies > 0 && finding('allergies are in the record', { expected: 'none', seen: allergies }),
  medication > 0 && finding('medication is in the record', { expected: 'none', seen: medication }),
  problems > 0 && finding('problems are in the record', { expected: 'none', seen: problems }),
  documents > 0 && finding('documents are in the record', { expected: 'none', seen: documents }),
])
