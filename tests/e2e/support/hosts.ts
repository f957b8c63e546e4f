import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Machines that are none: network namespaces of Linux, joined by a bridge. */
export interface Host {
  /** Its address, which the others reach. */
  address: string
  /** What to put before a command so that it runs there. */
  inside: string[]
}

interface Context {
  after(fn: () => void | Promise<void>): void
}

const ip = (...args: string[]): string => {
  const { status, stdout, stderr, error } = spawnSync('ip', args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`Failed to run ip ${args.join(' ')}: ${error?.message ?? stderr.trim()}`)
  return stdout
}

/** Why there can be no network namespaces here; nothing where there can. */
export function noHosts(): string | undefined {
  const name = `assay-try-${process.pid}`
  try {
    ip('netns', 'add', name)
  } catch (error) {
    return `network namespaces need Linux, iproute2 and root: ${error instanceof Error ? error.message : String(error)}`
  }
  ip('netns', 'del', name)
  return undefined
}

/**
 * Makes hosts that reach each other by `10.213.0.1`, `.2` and so on, and nobody else. They are gone after the test, however it ends
 * (after `kill -9`, when the next one begins); deleting a namespace takes its devices along.
 */
export function makeHosts(context: Context, count: number): Host[] {
  const names = Array.from({ length: count }, (_, at) => `assay-${process.pid}-${at + 1}`)
  const made: string[] = []
  const remove = () => {
    for (const name of made.splice(0)) removeHost(name)
  }
  context.after(remove)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      remove()
      process.exit(1)
    })
  }
  removeLeftovers()
  return names.map((name, at) => {
    const address = `10.213.0.${at + 1}`
    ip('netns', 'add', name)
    made.push(name)
    ip('-n', name, 'link', 'set', 'lo', 'up')
    if (at === 0) {
      // The bridge is with the first, and its address is that of the first.
      ip('-n', name, 'link', 'add', 'bridge', 'type', 'bridge')
      ip('-n', name, 'addr', 'add', `${address}/24`, 'dev', 'bridge')
      ip('-n', name, 'link', 'set', 'bridge', 'up')
    } else {
      ip('-n', names[0]!, 'link', 'add', `port${at}`, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name)
      ip('-n', names[0]!, 'link', 'set', `port${at}`, 'master', 'bridge', 'up')
      ip('-n', name, 'addr', 'add', `${address}/24`, 'dev', 'eth0')
      ip('-n', name, 'link', 'set', 'eth0', 'up')
    }
    return { address, inside: ['ip', 'netns', 'exec', name] }
  })
}

/** With all that runs there. */
function removeHost(name: string): void {
  const processes = ip('netns', 'pids', name).split('\n').filter(Boolean)
  // One that has ended since is no matter.
  if (processes.length > 0) spawnSync('kill', ['-9', ...processes])
  ip('netns', 'del', name)
}

/** What a test has left behind that was killed so that it could do nothing about it. */
function removeLeftovers(): void {
  for (const [name, pid] of ip('netns', 'list').matchAll(/^assay-(\d+)-\d+/gm)) {
    if (!existsSync(`/proc/${pid}`)) removeHost(name)
  }
}
