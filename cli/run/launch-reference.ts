import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import { ROOT } from '../paths.ts'

/** The reference candidate, answering. */
export interface Launched {
  /** The process that it is. */
  pid: number
  /** What it wrote to its error output so far; shown when it dies. */
  output(): string
  stop(): Promise<void>
}

/**
 * Starts the reference candidate with a configuration file and named defects, and waits until it says that it is ready.
 * Throws with what it wrote when it does not get ready in time.
 */
export type Launch = (file: string, defects: readonly string[], readyMs: number) => Promise<Launched>

/** A process that runs for this once. */
export const launchOnce: Launch = async (file, defects, readyMs) => {
  // It holds on to a pipe from us: when we are killed the pipe closes, and no candidate is left behind.
  const reference = startProcess(['--until-stdin-closes', '--config', file, ...defects.flatMap((name) => ['--defect', name])])
  await reference.ready(readyMs)
  return { pid: reference.pid, output: reference.output, stop: reference.stop }
}

/** How often one process starts the candidate before another takes over, so that nothing that gathers in it matters. */
const TURNS = 40

/** A process that starts the candidate again and again: most of a start is loading what does not change. */
export interface Turns {
  launch: Launch
  /** Whether the process ended by itself while it had started the candidate more than once: one start may then have suffered from another. */
  readonly diedOfOld: boolean
  /** The next start is made by a new process. */
  renew(): void
}

export function takeTurns(): Turns {
  let reference: ReferenceProcess | undefined
  let turns = 0
  const renew = () => {
    void reference?.stop()
    reference = undefined
    turns = 0
  }
  return {
    launch: async (file, defects, readyMs) => {
      if (turns >= TURNS || reference?.ended) renew()
      const taken = (reference ??= startProcess(['--in-turns']))
      turns += 1
      try {
        taken.say({ config: file, defects })
        await taken.ready(readyMs)
      } catch (error) {
        renew()
        throw error
      }
      // The next turn ends this one.
      return { pid: taken.pid, output: taken.output, stop: () => Promise.resolve() }
    },
    get diedOfOld() {
      return turns > 1 && reference?.ended === true
    },
    renew,
  }
}

interface ReferenceProcess {
  pid: number
  readonly ended: boolean
  output(): string
  say(line: object): void
  /** Waits for its next word; whatever is no word that it is ready ends it. */
  ready(withinMs: number): Promise<void>
  stop(): Promise<void>
}

function startProcess(args: string[]): ReferenceProcess {
  const child = spawn(process.execPath, [join(ROOT, 'candidate/reference/main.ts'), ...args], { stdio: ['pipe', 'pipe', 'pipe'] })
  // Writing to a process that has ended is not an error here: that it ended is noticed where its answer is waited for.
  child.stdin.on('error', () => undefined)
  const errors: string[] = []
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors.push(text)
    if (errors.length > 200) errors.shift()
  })
  const lines = createInterface({ input: child.stdout })
  const output = () => errors.join('')
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  return {
    get ended() {
      return hasEnded()
    },
    pid: child.pid ?? 0,
    output,
    say: (line) => void child.stdin.write(`${JSON.stringify(line)}\n`),
    ready: (withinMs) => ready(child, lines, withinMs, output),
    stop: async () => {
      if (hasEnded()) return
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      // A defect may well keep it from ending nicely.
      const timer = setTimeout(() => child.kill('SIGKILL'), 3_000)
      await ended
      clearTimeout(timer)
    },
  }
}

async function ready(child: ChildProcess, lines: Interface, withinMs: number, output: () => string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const fail = (why: string) => {
      settle()
      child.kill('SIGKILL')
      reject(new Error(`Failed to start the reference candidate: ${why}.${output() && `\n${output()}`}`))
    }
    const timer = setTimeout(() => fail(`it was not ready within ${withinMs} ms`), withinMs)
    const onExit = (code: number | null) => fail(`it ended with code ${code}`)
    const onLine = (line: string) => {
      if (!line.startsWith('{"ready":')) return
      const { ready: isReady, why } = JSON.parse(line) as { ready: boolean; why?: string }
      if (!isReady) return fail(String(why))
      settle()
      resolve()
    }
    const settle = () => {
      clearTimeout(timer)
      child.off('exit', onExit)
      lines.off('line', onLine)
    }
    child.once('exit', onExit)
    lines.on('line', onLine)
  })
}
