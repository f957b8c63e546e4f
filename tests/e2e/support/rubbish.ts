import type { ServerResponse } from 'node:http'

/** What a system may answer that no client can use, by what it does. Each ends the exchange, or never. */
export type Rubbish = (response: ServerResponse) => void

const FHIR = { 'content-type': 'application/fhir+json' }

const body =
  (text: string, headers: Record<string, string> = FHIR, status = 200): Rubbish =>
  (response) =>
    void response.writeHead(status, headers).end(text)

const fhir = (resource: unknown): Rubbish => body(JSON.stringify(resource))

export const RUBBISH: Record<string, Rubbish> = {
  'never answers': () => undefined,
  'begins to answer and never ends': (response) => void response.writeHead(200, FHIR).write('{"resourceType":'),
  'drips for ever': (response) => {
    response.writeHead(200, FHIR)
    const drip = setInterval(() => response.write(' '), 20)
    response.once('close', () => clearInterval(drip))
  },
  'cuts the connection': (response) => void response.socket?.destroy(),
  'promises more than it sends': (response) => {
    response.writeHead(200, { ...FHIR, 'content-length': '5000' }).write('{}')
    setTimeout(() => response.socket?.destroy(), 10)
  },
  'is an HTML page': body('<!doctype html><title>Welcome</title><h1>It works</h1>', { 'content-type': 'text/html' }),
  'is an HTML error page': body('<h1>502 Bad Gateway</h1>', { 'content-type': 'text/html' }, 502),
  'is half of a JSON document': body('{"resourceType":"Patient","id":"1","name":[{"fam'),
  'is JSON of another media type': body('{"resourceType":"Patient","id":"1"}', { 'content-type': 'text/plain' }),
  'is a list': body('[]'),
  'is null': body('null'),
  'is a word': body('"patient"'),
  'is no resource': body('{"patient":"1"}'),
  'has texts for lists': fhir({ resourceType: 'Patient', id: '1', identifier: 'x', name: 'Okafor', telecom: 'none', address: 'unknown' }),
  'has objects for lists': fhir({ resourceType: 'Bundle', type: 'searchset', entry: { resource: {} } }),
  'has lists of nothing': fhir({ resourceType: 'Bundle', type: 'searchset', entry: [null, { resource: null }] }),
  'has numbers for texts': fhir({ resourceType: 'Bundle', type: 'searchset', entry: [{ resource: { resourceType: 'Patient', id: 17, birthDate: 1984 } }] }),
  'hides wrong types in parameters': fhir({ resourceType: 'Parameters', parameter: [{ name: 'patient', resource: { resourceType: 'Patient', id: '1', name: {} } }] }),
  'refuses without a reason': fhir({ resourceType: 'OperationOutcome', issue: [] }),
  'refuses in a shape of its own': body('{"resourceType":"OperationOutcome","issue":[null,{"details":"no"}]}', FHIR, 422),
  'refuses without a body': body('', {}, 503),
  'is larger than anybody reads': (response) => {
    response.writeHead(200, FHIR)
    const megabyte = ' '.repeat(1024 * 1024)
    const pour = () => {
      while (!response.destroyed && response.write(megabyte));
    }
    response.on('drain', pour)
    pour()
  },
  'redirects for ever': (response) => void response.writeHead(302, { location: '/round-and-round' }).end(),
}
