import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** What came of a load. */
export interface LoadResult {
  /** Requests answered per second. */
  rate: number
  sent: number
  total: number
  errors: number
  non2xx: number
  p99: number
}

export function forkServer(file: string, args: string[] = [], execArgv: string[] = []): ChildProcess {
  return fork(fileURLToPath(new URL(`servers/${file}`, import.meta.url)), args, { execArgv, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
}

/** The next message of a process. */
export async function heardFrom<T>(child: ChildProcess): Promise<T> {
  const [message] = (await once(child, 'message')) as [T]
  return message
}

/** Load by autocannon in a process of its own; options are autocannon's. */
export async function load(options: Record<string, unknown>): Promise<LoadResult> {
  const child = forkServer('load-many.ts')
  await heardFrom(child)
  child.send(options)
  return heardFrom<LoadResult>(child)
}
