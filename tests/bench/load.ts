import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A server under load, in a process of its own. */
export interface Target {
  name: string
  url: string
  headers: Record<string, string>
  stop(): void
}

/** Starts one of servers/*.ts and waits for the line that says where it is. */
export async function startServer(name: string, file: string): Promise<Target> {
  const child = spawn(process.execPath, [fileURLToPath(new URL(`servers/${file}`, import.meta.url))], { stdio: ['ignore', 'pipe', 'inherit'] })
  const line = await firstLine(child)
  return { name, ...(JSON.parse(line) as { url: string; headers: Record<string, string> }), stop: () => child.kill('SIGKILL') }
}

export async function firstLine(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout! })) return line
  throw new Error('the server ended without a word')
}

/** Requests per second over `seconds`, as autocannon counts them in a process of its own, with 20 connections. */
export async function requestsPerSecond(target: Target, seconds: number): Promise<{ rate: number; p99: number; errors: number }> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('../../node_modules/autocannon/autocannon.js', import.meta.url)), '--json', '-c', '20', '-d', String(seconds), ...Object.entries(target.headers).flatMap(([name, value]) => ['-H', `${name}=${value}`]), target.url],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  )
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  await new Promise((resolve) => child.once('close', resolve))
  const result = JSON.parse(output) as { requests: { average: number }; latency: { p99: number }; non2xx: number; errors: number }
  return { rate: result.requests.average, p99: result.latency.p99, errors: result.non2xx + result.errors }
}

/** Requests per second of each target in turn, round after round, so that all see the same machine; says them, and stops the targets. Their medians, by name. */
export async function mediansInTurns(targets: readonly Target[], { rounds, seconds }: { rounds: number; seconds: number }): Promise<(name: string) => number> {
  const rates = new Map<string, number[]>(targets.map(({ name }) => [name, []]))
  try {
    for (const target of targets) await requestsPerSecond(target, 2)
    for (let round = 0; round < rounds; round++) {
      for (const target of targets) {
        const { rate, errors } = await requestsPerSecond(target, seconds)
        if (errors) throw new Error(`${target.name}: ${errors} requests failed`)
        rates.get(target.name)!.push(rate)
      }
    }
  } finally {
    for (const target of targets) target.stop()
  }
  for (const [name, values] of rates) console.log(`  ${name.padEnd(24)} ${Math.round(median(values)).toLocaleString('en-GB').padStart(8)} requests/s  (${values.map((value) => Math.round(value)).join(', ')})`)
  return (name) => median(rates.get(name) ?? [])
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
