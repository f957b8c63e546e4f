import { startHub } from '../../../mocks/hub.ts'
import { services } from '../../../mocks/services.ts'
import { readerOf } from './reader.ts'

// A hub that hosts PDS and nothing else.
const hub = await startHub({ services: [services.pds] })
const { paths, headers } = readerOf(hub.open('bench'))
process.stdout.write(`${JSON.stringify({ url: hub.urls.http + paths[0], headers })}\n`)
