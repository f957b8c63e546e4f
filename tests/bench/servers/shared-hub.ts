import { startHub } from '../../../mocks/hub.ts'
import { createHubClient } from '../../../mocks/hub-client.ts'
import { readerOf } from './reader.ts'

// A hub with fifty environments of others, each with its people and patients, one of which is read.
const hub = await startHub()
const client = createHubClient({ url: hub.urls.http, key: hub.controlKey })
const readers = []
for (let at = 0; at < 50; at++) {
  const { id } = await client.open({ id: `bench-${at}` })
  readers.push(readerOf(hub.environments.get(id)!))
}
const { paths, headers } = readers[25]!
process.stdout.write(`${JSON.stringify({ url: hub.urls.http + paths[0], headers })}\n`)
