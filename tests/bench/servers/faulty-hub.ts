import { startHub } from '../../../mocks/hub.ts'
import { CALL_FAULTS } from '../../../mocks/kit/faults.ts'
import { readerOf } from './reader.ts'

// A hub where one patient in ten is trouble, each of another kind. Tells how it is whenever it is asked over IPC.
const hub = await startHub({ journalLimits: { entries: 20_000, bytes: 64 * 1024 * 1024 } })
const environment = hub.open('bench')
const kinds = CALL_FAULTS.filter((kind) => kind !== 'expired-token' && kind !== 'timeout')
const { paths, headers, nhsNumbers } = readerOf(environment, 10 * kinds.length)
for (const [at, kind] of kinds.entries()) {
  environment.faults.inject({ service: 'pds', kind, subject: nhsNumbers[at * 10]!, times: 'always', ms: 20, ...(kind === 'error' && { name: 'TOO_MANY_REQUESTS' }), ...(kind === 'status' && { status: 503 }) })
}
process.on('message', () => {
  globalThis.gc?.()
  const { heapUsed, rss, external } = process.memoryUsage()
  const entries = environment.journal.newest(Infinity)
  process.send!({
    heapUsed,
    rss,
    external,
    position: environment.journal.position,
    dropped: environment.journal.dropped,
    kept: entries.length,
    inOrder: entries.every(({ seq }, at) => at === 0 || seq === entries[at - 1]!.seq - 1),
    faulty: entries.filter(({ fault }) => fault !== undefined).length,
    breakdowns: hub.breakdowns.length,
  })
})
process.send!({ url: hub.urls.http, paths, headers })
