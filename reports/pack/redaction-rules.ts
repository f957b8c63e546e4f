import { isRealNhsNumber } from './nhs-number.ts'

/**
 * What never enters a pack, as tables. `redact.ts` applies them; `docs/pack.md` lists the kinds.
 */

/** What stands in the place of a secret. */
export const mark = (kind: string): string => `[redacted:${kind}]`

/** Headers whose value is a secret, and what to keep of it: the scheme, the cookie's name and its attributes are evidence. */
export const HEADER_RULES: { name: RegExp; redact: (value: string) => string }[] = [
  { name: /^(proxy-)?authorization$/, redact: (value) => value.replace(/^(\s*(?:[A-Za-z-]+\s+)?).+$/s, `$1${mark('token')}`) },
  { name: /^cookie$/, redact: (value) => value.replace(/([^=;\s]+)=[^;]*/g, `$1=${mark('cookie')}`) },
  { name: /^set-cookie$/, redact: redactSetCookie },
  { name: /^(x-)?api-?key$/, redact: () => mark('api-key') },
  { name: /(^|[-_])(token|secret|password|assertion|api-?key)$/, redact: () => mark('token') },
]

function redactSetCookie(value: string): string {
  return value
    .split(/(\n|,(?=\s*[^;,=\s]+=))/)
    .map((cookie) => cookie.replace(/^(\s*[^=;]+)=[^;]*/, `$1=${mark('cookie')}`))
    .join('')
}

/** Names of fields, in JSON, forms, query strings and XML alike, whose value is a secret. */
const SECRET_FIELDS: Record<string, string[]> = {
  token: ['access_token', 'refresh_token', 'id_token', 'subject_token', 'actor_token', 'session_token', 'session_id', 'csrf_token', 'id_token_hint'],
  'client-assertion': ['client_assertion', 'assertion'],
  secret: ['client_secret', 'code_verifier', 'secret'],
  password: ['password', 'passwd', 'passphrase'],
  'api-key': ['api_key', 'apikey'],
  'private-key': ['private_key'],
}

const kindOfField = new Map(Object.entries(SECRET_FIELDS).flatMap(([kind, names]) => names.map((name) => [name.replaceAll('_', ''), kind] as const)))

/** `access_token` also matches `accessToken`, `access-token` and `Access_Token`. */
const fieldNames = Object.values(SECRET_FIELDS)
  .flat()
  .map((name) => name.replaceAll('_', '[_-]?'))
  .join('|')
const markField = (name: string): string => mark(kindOfField.get(name.toLowerCase().replaceAll(/[_-]/g, '')) ?? 'secret')

/**
 * Whether a `code=` stands in an OAuth callback or token request, and not in a search by a FHIR code.
 *
 * @param rest what `replace` hands over last: where the match begins, and the whole text
 */
function isSignIn(rest: string[]): boolean {
  const [at, text = ''] = [Number(rest.at(-2)), rest.at(-1)]
  const before = text.slice(Math.max(0, at - 500), at).split(/[\s"'<>]/).at(-1) ?? ''
  const [after = ''] = text.slice(at, at + 1500).split(/[\s"'<>]/)
  return /(^|[?&])(state=|grant_type=authorization_code)/.test(`${before}${after}`)
}

export interface TextRule {
  /** What `[redacted:...]` says, or where it depends on the match, for the reader of this table only. */
  kind: string
  /** Cheap look that spares the pattern most texts. */
  when?: string
  pattern: RegExp
  replace: (match: string, ...groups: string[]) => string
}

/** Applied to every text, in this order. */
export const TEXT_RULES: TextRule[] = [
  {
    kind: 'private-key',
    when: 'PRIVATE KEY',
    pattern: /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|$)/g,
    replace: () => mark('private-key'),
  },
  {
    kind: 'jwt',
    when: 'eyJ',
    pattern: /\beyJ[\w-]{6,}\.[\w-]{2,}(?:\.[\w-]*){1,3}/g,
    replace: () => mark('jwt'),
  },
  {
    kind: 'token',
    when: 'Bearer ',
    pattern: /\b(Bearer\s+)(?!\[redacted:)[\w.~+/-]{12,}=*/g,
    replace: (_, scheme = '') => `${scheme}${mark('token')}`,
  },
  {
    kind: 'of the field',
    when: '"',
    pattern: new RegExp(String.raw`("(${fieldNames})"\s*:\s*)(?:"(?!\[redacted:)(?:[^"\\]|\\.)*("?)|\d{3,})`, 'gis'),
    replace: (_, head = '', name = '', end = '"') => `${head}"${markField(name)}${end}`,
  },
  {
    kind: 'of the field',
    when: '\\"',
    pattern: new RegExp(String.raw`((?<!\\)(\\{1,31})"(${fieldNames})\2"\s*:\s*\2")(?!\[redacted:).*?(?<!\\)(?=\2")`, 'gis'),
    replace: (_, head = '', _escape = '', name = '') => `${head}${markField(name)}`,
  },
  {
    kind: 'of the field',
    when: '"value',
    pattern: new RegExp(String.raw`("name"\s*:\s*"(${fieldNames})"\s*,\s*"value\w*"\s*:\s*")(?:[^"\\]|\\.)*`, 'gis'),
    replace: (_, head = '', name = '') => `${head}${markField(name)}`,
  },
  {
    kind: 'of the field',
    when: '=',
    pattern: new RegExp(String.raw`((?<![\w-])(${fieldNames})=)(?!\[redacted:)[^&\s#"'<>;\\]+`, 'gi'),
    replace: (_, head = '', name = '') => `${head}${markField(name)}`,
  },
  {
    kind: 'of the field',
    when: '</',
    pattern: new RegExp(String.raw`(<(?:\w+:)?(${fieldNames})(?:\s[^<>]*)?>)[^<]+`, 'gi'),
    replace: (_, head = '', name = '') => `${head}${markField(name)}`,
  },
  {
    kind: 'code',
    when: 'code=',
    pattern: /(?<![\w-])code=[^&\s#"'<>;\\]{8,}/g,
    replace: (match, ...rest) => (isSignIn(rest) ? `code=${mark('code')}` : match),
  },
  {
    kind: 'private-key',
    when: '"d"',
    pattern: /("d"\s*:\s*")[\w-]{20,}/g,
    replace: (_, head = '') => `${head}${mark('private-key')}`,
  },
  {
    kind: 'nhs-number',
    pattern: /(%[0-9A-Fa-f]{2}|(?<![0-9A-Za-z]|\d\.))(\d{3}(?: |-|\+|%20|&nbsp;|\u00a0)?\d{3}(?: |-|\+|%20|&nbsp;|\u00a0)?\d{4})(?![0-9A-Za-z])/g,
    replace: (match, before = '', number = '') => (isRealNhsNumber(number.replaceAll(/%20|\D/g, '')) ? `${before}${mark('nhs-number')}` : match),
  },
]
