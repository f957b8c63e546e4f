import type { Envelope, Pickle } from '@cucumber/messages'

/**
 * Which scenarios may run side by side. Cucumber asks before there is a world that could know, so what matters is told here
 * by the runner, once for each run.
 *
 * - Scenarios tagged `@serial` cannot be kept apart by their patients: they run while nothing else does in their place.
 * - Scenarios tagged `@waits` spend their time waiting for time-outs. While half of those that run wait, the others
 *   get scenarios that work: a run whose workers all wait at the same moment leaves the processors idle.
 */
let shared = false
let pickles = new Map<string, Pickle>()
let working = new Set<string>()

/** A run begins. `shared`: its workers have one place between them. */
export function beginSelection(options: { shared: boolean }): void {
  shared = options.shared
  pickles = new Map()
  working = new Set()
}

/** Takes from cucumber's messages which scenarios the run has; all of them are announced before the first begins. */
export function noteSelection({ pickle, testCase }: Envelope): void {
  if (pickle) pickles.set(pickle.id, pickle)
  const selected = testCase && pickles.get(testCase.pickleId)
  if (selected && !waits(selected)) working.add(selected.id)
}

/** Whether a scenario may begin beside those that run. One that may does begin. */
export function mayBegin(next: Pickle, running: readonly Pickle[]): boolean {
  if (shared && running.length > 0 && [next, ...running].some(isSerial)) return false
  const waiting = running.filter(waits).length
  if (waits(next) && 2 * waiting > running.length && working.size > 0) return false
  working.delete(next.id)
  return true
}

const isTagged = (tag: string) => (pickle: Pickle) => pickle.tags.some(({ name }) => name === tag)

export const isSerial = isTagged('@serial')
const waits = isTagged('@waits')
