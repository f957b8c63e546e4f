import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { Recording } from '../coverage/record.ts'

/** What the services answered in their own tests when it was last measured, and which published bodies those tests read. */
export interface Answers {
  /** Published files, relative to the specifications. */
  read: string[]
  /** What JSON answers are made of (see `shapeOf`), by `service operation status`. */
  shapes: Record<string, string[]>
}

const FILE = new URL('answers.json', import.meta.url)

/** The committed answers; none before the first measurement. */
export function loadAnswers(): Answers {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Answers) : { read: [], shapes: {} }
}

/** Keeps what the recordings saw of services that have published bodies, in an order that does not depend on the run. */
export function saveAnswers(recordings: readonly Recording[], bodies: ReadonlyMap<string, readonly string[]>): void {
  const published = new Set([...bodies.values()].flat())
  const shapes = new Map<string, Set<string>>()
  for (const recording of recordings)
    for (const [key, elements] of Object.entries(recording.shapes)) if (bodies.get(key.split(' ')[0]!)?.length) shapes.set(key, new Set([...(shapes.get(key) ?? []), ...elements]))
  const answers: Answers = {
    read: [...new Set(recordings.flatMap(({ read }) => read).filter((file) => published.has(file)))].sort(),
    shapes: Object.fromEntries([...shapes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, elements]) => [key, [...elements].sort()])),
  }
  writeFileSync(FILE, `${JSON.stringify(answers, null, 1)}\n`)
}
