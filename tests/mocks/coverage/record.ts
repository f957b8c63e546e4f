/**
 * Loaded before a test file (`NODE_OPTIONS=--import`): notes what the services answered in it, and which published files it read.
 * Written as one JSON file a process into the folder ASSAY_RECORD names.
 */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { Journal, type RawEntry } from '../../../mocks/kit/journal.ts'
import type { Reply } from '../../../mocks/kit/reply.ts'
import { specPath, withoutSpecs } from '../contract.ts'
import { shapeOf } from '../published/shape-of.ts'
import { wordsIn } from './words-in.ts'

/** What one process saw. */
export interface Recording {
  /** Words of answers, by `service operation status`. */
  answers: Record<string, string[]>
  /** What JSON answers are made of, by `service operation status`; see `shapeOf`. */
  shapes: Record<string, string[]>
  /** Published files that were read, relative to the specifications. */
  read: string[]
}

const folder = process.env['ASSAY_RECORD']
if (folder !== undefined && !withoutSpecs) {
  const answers = new Map<string, Set<string>>()
  const shapes = new Map<string, Set<string>>()
  const { answered } = Journal.prototype
  Journal.prototype.answered = function (this: Journal, entry: RawEntry, reply: Reply | undefined) {
    if (reply) {
      const key = `${entry.service} ${entry.operation} ${reply.status}`
      const words = answers.get(key) ?? new Set()
      answers.set(key, words)
      for (const word of wordsIn(reply)) words.add(word)
      const shape = shapes.get(key) ?? new Set()
      shapes.set(key, shape)
      for (const element of shapeOfReply(reply)) shape.add(element)
    }
    return answered.call(this, entry, reply)
  }

  const root = specPath()
  const read = new Set<string>()
  const { readFileSync } = fs
  fs.readFileSync = ((...args: Parameters<typeof readFileSync>) => {
    const path = String(args[0])
    if (path.startsWith(root)) read.add(path.slice(root.length + 1))
    return readFileSync(...args)
  }) as typeof readFileSync
  syncBuiltinESMExports()

  process.on('exit', () => {
    if (!answers.size && !read.size) return
    const listed = (found: Map<string, Set<string>>) => Object.fromEntries([...found].map(([key, each]) => [key, [...each]]))
    const recording: Recording = { answers: listed(answers), shapes: listed(shapes), read: [...read] }
    fs.writeFileSync(join(folder, `${process.pid}.json`), JSON.stringify(recording))
  })
}

/** Nothing for an answer that is no JSON. */
function shapeOfReply({ body }: Reply): string[] {
  if (body === undefined) return []
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body)
  if (!/^\s*[[{]/.test(text)) return []
  try {
    return shapeOf(JSON.parse(text))
  } catch {
    // An answer that a fault has cut off.
    return []
  }
}
