import { createRequire } from 'node:module'

interface Result {
  requests: { average: number; sent: number; total: number }
  latency: { p99: number }
  errors: number
  non2xx: number
}

// It comes without types.
const autocannon = createRequire(import.meta.url)('autocannon') as (options: Record<string, unknown>, done: (error: Error | null, result: Result) => void) => void

// Load in a process of its own: what to do comes as the first message, what came of it goes back.
process.on('message', (options: Record<string, unknown>) => {
  autocannon(options, (error, result) => {
    if (error) throw error
    process.send!({ rate: result.requests.average, sent: result.requests.sent, total: result.requests.total, errors: result.errors, non2xx: result.non2xx, p99: result.latency.p99 }, () => process.exit())
  })
})
process.send!('ready')
