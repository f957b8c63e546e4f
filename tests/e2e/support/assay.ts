import { spawn, type ChildProcess } from 'node:child_process'
import { join, resolve } from 'node:path'

export const ROOT = resolve(import.meta.dirname, '../../..')

/** How a command ended. */
export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  out: string
  err: string
}

/** A command under way. */
export interface Started {
  process: ChildProcess
  ended: Promise<Ended>
  /** Resolves with the match once what it has printed so far has one. */
  tells(what: RegExp): Promise<RegExpExecArray>
}

/** No command of these tests may take longer: a hang is what some of them look for. */
const LIMIT_MS = 60_000

/** Where a command is started. */
export interface Somewhere {
  /** The project's folder unless said otherwise. */
  cwd?: string
  /** Command that runs another on some other host. */
  inside?: string[]
}

/** Starts the real `assay`. */
export function startAssay(args: string[], env: Record<string, string> = {}, { cwd = ROOT, inside = [] }: Somewhere = {}): Started {
  const [file = '', ...rest] = [...inside, process.execPath, join(ROOT, 'cli/assay.ts'), ...args]
  const child = spawn(file, rest, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let err = ''
  const watchers = new Set<() => void>()
  const tell = () => {
    for (const watcher of watchers) watcher()
  }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
    tell()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
    tell()
  })
  const limit = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS)
  const ended = new Promise<Ended>((done) =>
    child.once('close', (code, signal) => {
      clearTimeout(limit)
      done({ code, signal, out, err })
    }),
  )
  return {
    process: child,
    ended,
    tells: (what) =>
      new Promise((done, fail) => {
        const look = () => {
          const match = what.exec(err) ?? what.exec(out)
          if (!match) return
          watchers.delete(look)
          done(match)
        }
        watchers.add(look)
        look()
        void ended.then(() => fail(new Error(`assay ended before it told ${what}:\n${err}${out}`)))
      }),
  }
}

export function assay(args: string[], env?: Record<string, string>, somewhere?: Somewhere): Promise<Ended> {
  return startAssay(args, env, somewhere).ended
}
