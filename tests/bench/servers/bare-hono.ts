import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'

// The ceiling: one route that answers with a ready-made patient, and does nothing else.
const body = JSON.stringify({ resourceType: 'Patient', id: '9990000018', padding: 'x'.repeat(1800) })
const app = new Hono()
app.get('/Patient/:id', () => new Response(body, { headers: { 'content-type': 'application/fhir+json' } }))
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, (address: AddressInfo) => {
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${address.port}/Patient/9990000018`, headers: {} })}\n`)
})
