import { createHash } from 'node:crypto'
import { synthetic } from '../../../config/identifiers/nhs-number.ts'
import type { Grant } from '../../../mocks/kit/identity.ts'
import type { AnyService } from '../../../mocks/kit/service.ts'
import { createRandom } from '../../../mocks/kit/random.ts'
import { brokenJwt, HOSTILE, pick, randomTree, spoil, type Dice } from './hostile.ts'
import { wordsOf } from './words.ts'

/** One request that no honest caller would send. */
export interface FuzzCase {
  /** What is wrong with it: the kinds below. */
  kind: string
  service: string
  /** The operation that its method and path are those of; nothing where they were spoiled. */
  operation?: string
  /** What is on the wire, in parts since some are large. */
  bytes: Iterable<Buffer>
  /** For a report. */
  about: string
}

export interface FuzzWorld {
  services: readonly AnyService[]
  /** Path prefix of the environment. */
  prefix: string
  /** Access tokens that are good, so that what comes after the door is met, too. */
  tokens: readonly { token: string; grant: Grant }[]
  /** Role profile ids of healthcare workers. */
  roles: readonly string[]
  /** Bodies that honest callers send to a service, to be spoiled. None is needed. */
  examples(service: string): readonly unknown[]
  /** Size of a body that is too large, bytes. */
  huge: number
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'SEARCH', 'LINK', 'get', 'FOO', 'G E T', '']

/** Makes `count` requests, the same for the same seed. */
export function* fuzzCases(world: FuzzWorld, seed: number, count: number): Generator<FuzzCase> {
  const random = createRandom(seed)
  const dice = () => random.below(1e9) / 1e9
  const words = new Map(world.services.map((service) => [service.key, wordsOf(service.key)]))
  for (let at = 0; at < count; at++) {
    const service = pick(dice, world.services)
    yield makeCase(world, service, words.get(service.key)!, dice)
  }
}

function makeCase(world: FuzzWorld, service: AnyService, words: { names: string[]; values: string[] }, dice: Dice): FuzzCase {
  const kind = pick(dice, KINDS)
  const takers = service.routes.filter(({ method }) => method !== 'GET' && method !== 'HEAD')
  const route = pick(dice, OF_BODIES.has(kind) && takers.length ? takers : service.routes)
  const admitted = world.tokens.filter(({ grant }) => !route.access?.length || route.access.some((rule) => rule.admits(grant)))
  const { token, grant } = pick(dice, admitted.length && dice() < 0.9 ? admitted : world.tokens)
  const examples = world.examples(service.key)
  const text = () => (dice() < 0.35 || !words.values.length ? pick(dice, HOSTILE) : pick(dice, words.values))
  const encoded = (value: string) => (dice() < 0.8 ? encodeURIComponent(value.toWellFormed()) : value)
  const parameter = () => (dice() < 0.5 ? synthetic(Math.floor(dice() * 50)) : encoded(text()).slice(0, 3000))
  let path = service.basePath + route.path.replaceAll(/:(\w+)(\{[^}]*\})?\??/g, parameter)
  if (dice() < 0.5) path += `?${Array.from({ length: 1 + Math.floor(dice() * 4) }, () => `${dice() < 0.8 ? pick(dice, words.names.length ? words.names : ['a']) : encoded(text())}=${encoded(text())}`).join('&')}`

  const headers: [string, string][] = [
    ['Host', '127.0.0.1'],
    ['Connection', 'close'],
    ['X-Request-ID', uuid(dice)],
    ['X-Correlation-ID', uuid(dice)],
    ['Authorization', `Bearer ${token}`],
    ['NHSD-Session-URID', grant.kind === 'healthcare-worker' && dice() < 0.9 ? (grant.roles[0]?.id ?? '') : pick(dice, world.roles)],
    ['Content-Type', pick(dice, ['application/json', 'application/fhir+json', 'application/json-patch+json', 'application/x-www-form-urlencoded', 'application/xml', 'application/fhir+json; version=1.1.0'])],
    ['Accept', 'application/fhir+json'],
  ]
  const set = (name: string, value: string) => {
    const at = headers.findIndex(([each]) => each.toLowerCase() === name.toLowerCase())
    if (at >= 0) headers[at] = [name, value]
    else headers.push([name, value])
  }
  let method: string = route.method
  let body: Buffer | undefined
  const tree = () => JSON.stringify(randomTree(dice, words.names, text, 4))

  switch (kind) {
    case 'json of the right words':
      body = Buffer.from(tree())
      break
    case 'spoiled example':
      body = Buffer.from(JSON.stringify(examples.length ? spoil(structuredClone(pick(dice, examples)), dice, text) : randomTree(dice, words.names, text, 5)))
      break
    case 'malformed json': {
      const whole = tree()
      body = Buffer.from(dice() < 0.5 ? whole.slice(0, Math.floor(dice() * whole.length)) : pick(dice, ['{', '[1,]', '{"a":}', "{'a':1}", '\ufeff{}', '{"a":1}{"a":2}', 'nul', '"\\ud800"', '{"__proto__":{"polluted":true}}', '1e999', '-', '"']))
      break
    }
    case 'deep json': {
      const depth = 1000 + Math.floor(dice() * 100_000)
      body = Buffer.from(dice() < 0.5 ? '['.repeat(depth) + ']'.repeat(depth) : '{"a":'.repeat(depth) + '1' + '}'.repeat(depth))
      break
    }
    case 'malformed xml':
      set('Content-Type', 'application/xml')
      body = Buffer.from(pick(dice, ['<', '<a>', '<a></b>', '<a b=c/>', '<?xml version="1.0"?>', '<a xmlns:x="y"><z:b/></a>', `<${'a'.repeat(10_000)}/>`, '<a>&#xFFFFFFFF;</a>', '\u0000<a/>', '<a>'.repeat(20_000)]))
      break
    case 'entity bomb':
      set('Content-Type', pick(dice, ['application/xml', 'text/xml', 'application/fhir+xml']))
      body = Buffer.from(`<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e0 "lol">${Array.from({ length: 12 }, (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`).join('')}<!ENTITY file SYSTEM "file:///etc/passwd">]><a>&e12;&file;</a>`)
      break
    case 'form':
      set('Content-Type', 'application/x-www-form-urlencoded')
      body = Buffer.from(Array.from({ length: 1 + Math.floor(dice() * 8) }, () => `${pick(dice, [...words.names, 'grant_type', 'client_assertion', 'code'])}=${encoded(text())}`).join('&'))
      break
    case 'bytes':
      body = createHash('shake256', { outputLength: 1 + Math.floor(dice() * 4000) }).update(String(dice())).digest()
      break
    case 'broken token':
      set('Authorization', pick(dice, ['', 'Bearer', 'Bearer ', 'Bearer  x', 'bearer x', 'Basic eDp5', `Bearer ${brokenJwt(dice)}`, `Bearer ${brokenJwt(dice)}`, `Bearer ${'x'.repeat(7000)}`, 'Bearer \u00e4', `Bearer ${text().replaceAll(/[^ -~]/g, '?')}`]))
      body = dice() < 0.5 ? Buffer.from(tree()) : undefined
      break
    case 'broken assertion':
      set('Content-Type', 'application/x-www-form-urlencoded')
      body = Buffer.from(new URLSearchParams({ grant_type: pick(dice, ['client_credentials', 'urn:ietf:params:oauth:grant-type:token-exchange', 'authorization_code', 'refresh_token']), client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: brokenJwt(dice), subject_token: brokenJwt(dice), code: text(), refresh_token: text() }).toString())
      path = pick(dice, ['/oauth2/token', ...world.services.flatMap((each) => each.routes.filter(({ path: its }) => /token/.test(its)).map((its) => each.basePath + its.path))])
      method = 'POST'
      break
    case 'odd headers':
      for (let n = 0; n < 4; n++) {
        const name = pick(dice, ['X-Request-ID', 'X-Correlation-ID', 'NHSD-Session-URID', 'If-Match', 'If-None-Match', 'Accept', 'Content-Type', 'Prefer', 'NHSD-End-User-Organisation', 'X-Forwarded-For', 'X-HTTP-Method-Override', 'Range', 'Cookie', 'Origin', 'Accept-Encoding', 'Content-Encoding', 'Mex-To', 'Ssp-TraceID', 'NHSE-Product-ID'])
        set(name, dice() < 0.3 ? Buffer.from(JSON.stringify(randomTree(dice, words.names, text, 2))).toString('base64').slice(0, 4000) : text().replaceAll(/[^\t -~\u00a0-\u00ff]/g, '').slice(0, 4000))
      }
      if (dice() < 0.3) for (let n = 0; n < 300; n++) headers.push([`X-Many-${n}`, 'x'])
      if (dice() < 0.2) headers.push(['X-Request-ID', uuid(dice)], ['Authorization', 'Bearer second'])
      body = dice() < 0.5 && method !== 'GET' ? Buffer.from(tree()) : undefined
      break
    case 'broken headers':
      headers.push(pick(dice, [['X-Long', 'x'.repeat(80_000)], ['X\u0000', 'x'], ['', 'x'], ['X Y', 'x'], ['X-Nul', 'a\u0000b'], ['Content-Length', 'abc'], ['Content-Length', '-5'], ['Transfer-Encoding', 'chunked, identity'], ['Host', 'other']]))
      break
    case 'odd method':
      method = pick(dice, METHODS)
      body = dice() < 0.5 ? Buffer.from(tree()) : undefined
      break
    case 'odd path':
      path = pick(dice, [service.basePath, `${service.basePath}/`, `${service.basePath}//`, `${service.basePath}/${encoded(text())}`, `${path}/${encoded(text())}`, `${path}${'/x'.repeat(300)}`, `/${encoded(text())}`, `${service.basePath}/../../control/environments`, `${path}#x`, `${path};x=1`, `/%2e%2e/%2e%2e/control`, `${service.basePath}/%ff%fe`])
      break
    case 'odd target': {
      const target = pick(dice, ['*', 'http://evil.example/', 'http://[', '//', '/e', '/e/', '/e//', '/e/nowhere/x', '/e/%00/x', '/e/dev%2f..%2f/x', '/control', '/control/environments', '/control/environments/dev/services/pds/constructor', '/\\', '/?', 'noslash', '', `/${'x'.repeat(20_000)}`])
      return finish(kind, service.key, `${pick(dice, ['GET', 'POST', 'PUT'])} ${target} HTTP/1.1`, headers.filter(([name]) => name !== 'Content-Type'), undefined)
    }
    case 'not http': {
      const bytes = Buffer.from(pick(dice, ['GET\r\n\r\n', 'GET / HTTP/9.9\r\n\r\n', '\u0016\u0003\u0001\u0002\u0000\u0001\u0000', 'GET / HTTP/1.1\r\nNo colon\r\n\r\n', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'EHLO x\r\n', `${'A'.repeat(100_000)}\r\n\r\n`]), 'latin1')
      return { kind, service: service.key, bytes: [bytes], about: JSON.stringify(bytes.toString('latin1').slice(0, 60)) }
    }
  }
  const operation = method === route.method && kind !== 'broken assertion' && kind !== 'odd path' ? route.operation : undefined
  return { ...finish(kind, service.key, `${method} ${world.prefix}${path} HTTP/1.1`, headers, body), ...(operation !== undefined && { operation }) }
}

const KINDS = [
  ...Array<string>(6).fill('json of the right words'),
  ...Array<string>(6).fill('spoiled example'),
  ...Array<string>(3).fill('malformed json'),
  'deep json', 'malformed xml', 'malformed xml', 'entity bomb', 'form', 'form', 'bytes', 'bytes', 'broken token', 'broken token', 'broken token', 'broken assertion', 'odd headers', 'odd headers', 'odd headers', 'broken headers', 'odd method', 'odd method', 'odd path', 'odd path', 'odd target', 'not http',
] as const

const OF_BODIES = new Set<string>(['json of the right words', 'spoiled example', 'malformed json', 'deep json', 'malformed xml', 'entity bomb', 'form', 'bytes'])

/** The kinds that weigh most are asked for by name, so that a short run stays short. */
export const HUGE_KINDS = ['huge body', 'huge chunked body'] as const

export function hugeCase(world: FuzzWorld, kind: (typeof HUGE_KINDS)[number], service: AnyService): FuzzCase {
  const route = service.routes.find(({ method }) => method !== 'GET') ?? service.routes[0]!
  const path = world.prefix + service.basePath + route.path.replaceAll(/:(\w+)(\{[^}]*\})?\??/g, '9990000018')
  const chunked = kind === 'huge chunked body'
  const size = 0x10000
  const part = chunked ? Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(size, 'x'), Buffer.from('\r\n')]) : Buffer.alloc(size, 'x')
  const times = Math.ceil(world.huge / size)
  const head = `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/fhir+json\r\nAuthorization: Bearer ${world.tokens[0]!.token}\r\n${chunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${times * size}`}\r\n\r\n`
  return {
    kind,
    service: service.key,
    about: `POST ${path}`,
    bytes: (function* () {
      yield Buffer.from(head)
      for (let n = 0; n < times; n++) yield part
      if (chunked) yield Buffer.from('0\r\n\r\n')
    })(),
  }
}

function finish(kind: string, service: string, first: string, headers: [string, string][], body: Buffer | undefined): FuzzCase {
  const all = body === undefined ? headers : [...headers, ['Content-Length', String(body.byteLength)] as [string, string]]
  const line = first.replaceAll(/[\r\n]/g, '')
  const head = `${line}\r\n${all.map(([name, value]) => `${name}: ${value.replaceAll(/[\r\n]/g, '')}`).join('\r\n')}\r\n\r\n`
  return { kind, service, bytes: body === undefined ? [Buffer.from(head, 'latin1')] : [Buffer.from(head, 'latin1'), body], about: `${line.slice(0, 200)} ${body === undefined ? '' : body.toString('latin1').slice(0, 400)}` }
}

function uuid(dice: Dice): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(dice() * 16).toString(16)).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
}
