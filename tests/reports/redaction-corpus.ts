import { generateKeyPairSync } from 'node:crypto'
import { deflateSync, gzipSync } from 'node:zlib'
import { createRandom, type Random } from '../../mocks/kit/random.ts'
import { isRealNhsNumber } from '../../reports/pack/nhs-number.ts'

/** A secret, as a candidate could let it out. */
export interface Planted {
  /** What must not be in the pack, in whatever encoding. */
  secret: string
  /** The kind that a mark must name. */
  kind: string
  /** The place, for who reads a failure. */
  where: string
  via: 'body' | 'url' | 'header' | 'message' | 'log' | 'text/html' | 'application/pdf' | 'application/gzip' | 'finding'
  header?: string
  content: string | Buffer
}

/** How a secret of a kind is written in text. `{}` is the secret. */
const FIELDS: [kind: string, name: string][] = [
  ['token', 'access_token'], ['token', 'refreshToken'], ['token', 'id_token'], ['token', 'session_id'], ['client-assertion', 'client_assertion'],
  ['secret', 'client_secret'], ['secret', 'code_verifier'], ['password', 'password'], ['password', 'passphrase'], ['api-key', 'api-key'],
]

const FIELD_PLACES: Record<string, (name: string, secret: string) => string> = {
  JSON: (name, secret) => JSON.stringify({ note: 'x', [name]: secret }),
  'JSON in JSON': (name, secret) => JSON.stringify({ body: JSON.stringify({ inner: JSON.stringify({ [name]: secret }) }) }),
  form: (name, secret) => `a=1&${name}=${secret}&b=2`,
  XML: (name, secret) => `<r><ns:${name} type="t">${secret}</ns:${name}></r>`,
  'XML in XML': (name, secret) => `<r>&lt;${name}&gt;${secret}&lt;/${name}&gt;</r>`,
  'XML attribute': (name, secret) => `<login user="u" ${name}="${secret}"/>`,
  'SAML attribute': (name, secret) => `<saml:Attribute Name="${name}"><saml:AttributeValue>${secret}</saml:AttributeValue></saml:Attribute>`,
  'FHIR Parameters': (name, secret) => JSON.stringify({ parameter: [{ name, valueString: secret }] }),
  'FHIR XML': (name, secret) => `<parameter><name value="${name}"/><valueString value="${secret}"/></parameter>`,
  'HTML input': (name, secret) => `<form><input type="hidden" name="${name}" value="${secret}"></form>`,
  'HTML input, value first': (name, secret) => `<form><input value="${secret}" name='${name}'></form>`,
  'HTML data attribute': (name, secret) => `<div data-state="{&quot;${name}&quot;:&quot;${secret}&quot;}"></div>`,
  multipart: (name, secret) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${secret}\r\n--x--`,
  URL: (name, secret) => `https://gp.example/x?${name}=${secret}#top`,
  'URL in a URL': (name, secret) => `https://gp.example/go?to=${encodeURIComponent(`https://x.example/?${name}=${secret}`)}&b=2`,
  'object in a message': (name, secret) => `Failed with { user: 'u', '${name}': '${secret}' }`,
  'log line': (name, secret) => `2025-03-03 signing in, ${name}: ${secret}`,
}

const NHS_PLACES: Record<string, (digits: string) => string> = {
  JSON: (n) => JSON.stringify({ nhsNumber: n }),
  'JSON number': (n) => `{"nhsNumber":${n}}`,
  'JSON escapes': (n) => `{"id":"${[...n].map((digit) => `\\u003${digit}`).join('')}"}`,
  XML: (n) => `<id extension="${n}"/>`,
  'character references': (n) => `<p>${[...n].map((digit) => `&#${48 + Number(digit)};`).join('')}</p>`,
  spaced: (n) => `NHS No. ${n.slice(0, 3)} ${n.slice(3, 6)} ${n.slice(6)}, born`,
  dotted: (n) => `NHS No. ${n.slice(0, 3)}.${n.slice(3, 6)}.${n.slice(6)}, born`,
  'split over attributes': (n) => `<nhs a="${n.slice(0, 3)}" b="${n.slice(3, 6)}" c="${n.slice(6)}"/>`,
  'split over elements': (n) => `<b>${n.slice(0, 3)}</b> <b>${n.slice(3, 6)}</b> <b class="last">${n.slice(6)}</b>`,
  'split over an array': (n) => JSON.stringify([n.slice(0, 3), n.slice(3, 6), n.slice(6)]),
  URL: (n) => `https://pds.example/Patient/${n}?_include=x`,
  'percent-encoded': (n) => `/x?id=${[...n].map((digit) => `%3${digit}`).join('')}`,
  'percent-encoded twice': (n) => `/x?id=${[...n].map((digit) => `%253${digit}`).join('')}`,
  'path in base64url': (n) => `/Patient/${Buffer.from(n).toString('base64url')}/x`,
}

/** Around any text at all. */
const ENCODINGS: Record<string, (text: string) => string> = {
  'as it is': (text) => text,
  base64: (text) => JSON.stringify({ data: Buffer.from(text).toString('base64') }),
  'base64 in lines': (text) => (Buffer.from(`${'padding '.repeat(20)} ${text}`).toString('base64').match(/.{1,76}/g) ?? []).join('\r\n'),
  base64url: (text) => `state.${Buffer.from(text).toString('base64url')}`,
  'base64 twice': (text) => Buffer.from(Buffer.from(text).toString('base64')).toString('base64'),
  'gzip in base64': (text) => JSON.stringify({ data: gzipSync(text).toString('base64') }),
  'zlib in base64': (text) => JSON.stringify({ data: deflateSync(text).toString('base64') }),
  'percent-encoded': (text) => `payload=${encodeURIComponent(text)}`,
  'data URL': (text) => `<img src="data:text/plain;base64,${Buffer.from(text).toString('base64')}">`,
}

/** The same corpus for the same seed. */
export function redactionCorpus(seed: number, size: number): Planted[] {
  const random = createRandom(seed)
  const pick = <T>(from: readonly T[]): T => from[random.below(from.length)]!
  const kinds: ((turn: number) => Pick<Planted, 'secret' | 'kind' | 'where'> & { text: string })[] = [
    (turn) => {
      const [kind, name] = pick(FIELDS)
      return placed(turn, FIELD_PLACES, `s${random.token(20)}7`, kind, (write, secret) => write(name, secret), name)
    },
    (turn) => placed(turn, NHS_PLACES, realNhsNumber(random), 'nhs-number', (write, secret) => write(secret)),
    (turn) => placed(turn, { PEM: (pem: string) => pem, 'PEM in JSON': (pem: string) => JSON.stringify({ pem }), DER: (pem: string) => pem.replaceAll(/-----[^-]*-----|\s/g, ''), JWK: jwkOf }, privateKey(), 'private-key', (write, secret) => write(secret)),
    (turn) => placed(turn, { bare: (jwt: string) => `got ${jwt}!`, JSON: (jwt: string) => JSON.stringify({ x: jwt }), query: (jwt: string) => `/p?jwt=${jwt}` }, jwt(random), 'jwt', (write, secret) => write(secret)),
    (turn) => placed(turn, { bearer: (token: string) => `Authorization: Bearer ${token}`, 'rawHeaders': (token: string) => JSON.stringify(['authorization', `Bearer ${token}`]) }, `t${random.token(30)}9`, 'token', (write, secret) => write(secret)),
    (turn) => placed(turn, { callback: (code: string) => `https://gp.example/cb?code=${code}&state=abcdef` }, `c${random.token(24)}1`, 'code', (write, secret) => write(secret)),
    (turn) => placed(turn, { userinfo: (password: string) => `postgres://gp:${password}@db.example/x` }, `p${random.token(16)}2`, 'password', (write, secret) => write(secret)),
    (turn) => placed(turn, { 'Cookie line': (cookie: string) => `Cookie: sid=${cookie}; theme=dark` }, `k${random.token(16)}3`, 'cookie', (write, secret) => write(secret)),
  ]
  const encodings = Object.entries(ENCODINGS)
  return Array.from({ length: size }, (_, turn): Planted => {
    const { text, ...plant } = kinds[turn % 12 < 6 ? turn % 2 : (turn % 12) - 4]!(random.below(1000))
    const [encoding, encode] = encodings[random.below(encodings.length)]!
    const via = VIAS[turn % VIAS.length]!
    const where = `${plant.kind}: ${plant.where}, ${encoding}, in ${via}`
    if (via === 'application/pdf') return { ...plant, where, via, content: pdfSaying(text, turn % 2 === 0) }
    if (via === 'application/gzip') return { ...plant, where, via, content: gzipSync(encode(text)) }
    if (via === 'header') return headerOf(plant, turn, where)
    return { ...plant, where, via, content: encode(text) }
  })
}

const VIAS: Planted['via'][] = ['body', 'url', 'header', 'message', 'log', 'text/html', 'application/pdf', 'application/gzip', 'finding', 'body', 'text/html']

function placed<Write>(turn: number, places: Record<string, Write>, secret: string, kind: string, write: (place: Write, secret: string) => string, name = ''): { secret: string; kind: string; where: string; text: string } {
  const all = Object.entries(places)
  const [where, place] = all[turn % all.length]!
  return { secret: kind === 'private-key' ? secret.split('\n')[1]!.slice(-40) : secret, kind, where: `${where} ${name}`.trim(), text: write(place, secret) }
}

function headerOf(plant: Pick<Planted, 'secret' | 'kind'>, turn: number, where: string): Planted {
  const [header, kind, value] = ([
    ['authorization', 'token', `Bearer ${plant.secret}`], ['cookie', 'cookie', `a=${plant.secret}; b=1`], ['set-cookie', 'cookie', `a=${plant.secret}; HttpOnly`], ['x-api-key', 'api-key', plant.secret],
    ['x-csrf-token', 'token', plant.secret], ['location', 'password', `https://u:${plant.secret.slice(0, 10)}@x.example/`],
  ] as const)[turn % 6]!
  const secret = header === 'location' ? plant.secret.slice(0, 10) : plant.secret
  return { secret: secret.replaceAll(/[^\w.+/-]/g, ''), kind, where: `header ${header} of ${where}`, via: 'header', header, content: value }
}

function realNhsNumber(random: Random): string {
  for (;;) {
    const digits = `4${random.digits(9)}`
    if (isRealNhsNumber(digits)) return digits
  }
}

const jwt = (random: Random): string =>
  [{ alg: 'RS512', kid: random.token(4) }, { sub: random.uuid() }].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).concat(random.token(60)).join('.')

/** The one thing that does not come of the seed: keys cannot be made from one. */
const privateKey = (): string => generateKeyPairSync('ec', { namedCurve: 'P-256', privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } }).privateKey

const jwkOf = (pem: string): string => JSON.stringify({ kty: 'OKP', crv: 'Ed25519', d: pem.split('\n')[1]!.slice(-43).replaceAll('+', '-').replaceAll('/', '_'), x: 'x' })

/** A page with a text on it: in a plain font, or in one with codes of its own as browsers write it. */
function pdfSaying(text: string, ownCodes: boolean): Buffer {
  const codes = new Map([...new Set(text)].map((character, i) => [character, (i + 3).toString(16).padStart(4, '0')]))
  const shown = ownCodes ? `<${[...text].map((character) => codes.get(character)).join('')}> Tj` : `[${(text.match(/.{1,7}/gs) ?? []).map((part) => `(${part.replaceAll(/[\\()]/g, '\\$&')})`).join(' -12 ')}] TJ`
  const map = `beginbfchar\n${[...codes].map(([character, code]) => `<${code}> <${character.charCodeAt(0).toString(16).padStart(4, '0')}>`).join('\n')}\nendbfchar`
  const stream = (content: string): Buffer => Buffer.concat([Buffer.from('<< /Filter /FlateDecode >>\nstream\n'), deflateSync(Buffer.from(content, 'latin1')), Buffer.from('\nendstream\n')])
  return Buffer.concat([Buffer.from('%PDF-1.7\n1 0 obj\n'), stream(`BT /F1 12 Tf 72 720 Td ${shown} ET`), Buffer.from('endobj\n2 0 obj\n'), ...(ownCodes ? [stream(map)] : []), Buffer.from('endobj\n%%EOF\n')])
}
