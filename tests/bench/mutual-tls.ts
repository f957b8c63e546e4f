import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { firstLine, median } from './load.ts'
import { load } from './with-load.ts'

/** PDS reads over mutual TLS and kept-alive connections against bare Node's mutual TLS, in turns; medians of the rounds. */
export async function benchMutualTls({ rounds = 5, seconds = 3 } = {}): Promise<void> {
  const targets = await Promise.all(
    ['hub', 'bare'].map(async (name) => {
      const child = spawn(process.execPath, [fileURLToPath(new URL('servers/mutual.ts', import.meta.url)), name], { stdio: ['ignore', 'pipe', 'inherit'] })
      const { url, headers, tls } = JSON.parse(await firstLine(child)) as { url: string; headers: Record<string, string>; tls: Record<string, string> }
      return { name, stop: () => child.kill('SIGKILL'), options: { url, headers, tlsOptions: tls, connections: 20 }, rates: [] as number[] }
    }),
  )
  try {
    for (const { options } of targets) await load({ ...options, duration: 2 })
    for (let round = 0; round < rounds; round++) {
      for (const { name, options, rates } of targets) {
        const { rate, errors, non2xx } = await load({ ...options, duration: seconds })
        if (errors + non2xx) throw new Error(`${name}: ${errors + non2xx} requests failed`)
        rates.push(rate)
      }
    }
  } finally {
    for (const { stop } of targets) stop()
  }
  for (const { name, rates } of targets) console.log(`  ${`${name}, mutual TLS`.padEnd(24)} ${Math.round(median(rates)).toLocaleString('en-GB').padStart(8)} requests/s  (${rates.map((value) => Math.round(value)).join(', ')})`)
  console.log(`  hub / bare Node          ${(median(targets[0]!.rates) / median(targets[1]!.rates)).toFixed(2)}   (goal: 0.40 or more)`)
}
