import { Worker } from 'node:worker_threads'
import { join } from 'node:path'
import { digestOf } from './digest-of.ts'

/** Fewer files than this are digested sooner than a thread starts. */
const WORTH_A_THREAD = 1_000
/** Bytes of a SHA-256. */
const SIZE = 32

/** What the threads share. */
export interface Digesting {
  dir: string
  names: readonly string[]
  /** Index of the next file that nobody has taken. */
  next: Int32Array
  /** 1 for each file whose digest is there. */
  done: Uint8Array
  /** The digests, one behind the other. */
  digests: Uint8Array
}

/**
 * Begins to digest files in a thread of its own, while the caller reads the event log.
 *
 * The function that comes back takes part in what is left and returns the SHA-256 of each file by its name. What the thread has not done by then,
 * for whatever reason, it does itself: no digest depends on the thread.
 */
export function beginDigests(dir: string, names: readonly string[]): () => Map<string, string> {
  const shared = (bytes: number): Uint8Array => new Uint8Array(new SharedArrayBuffer(bytes))
  const work: Digesting = { dir, names, next: new Int32Array(new SharedArrayBuffer(4)), done: shared(names.length), digests: shared(names.length * SIZE) }
  if (names.length >= WORTH_A_THREAD) {
    const thread = new Worker(new URL('digest-thread.ts', import.meta.url), { workerData: work, execArgv: [] })
    // A file that cannot be read breaks off the thread; the caller comes to the same file and says so.
    thread.on('error', () => {})
    thread.unref()
  }
  return () => {
    digestNext(work)
    return new Map(names.map((name, i) => [name, Atomics.load(work.done, i) === 1 ? Buffer.from(work.digests.subarray(i * SIZE, (i + 1) * SIZE)).toString('hex') : digestOf(join(dir, name))]))
  }
}

/** Digests files that nobody else has taken until there are none. */
export function digestNext({ dir, names, next, done, digests }: Digesting): void {
  for (let i = Atomics.add(next, 0, 1); i < names.length; i = Atomics.add(next, 0, 1)) {
    digests.set(Buffer.from(digestOf(join(dir, names[i]!)), 'hex'), i * SIZE)
    Atomics.store(done, i, 1)
  }
}
