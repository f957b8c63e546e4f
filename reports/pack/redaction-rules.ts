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
export const SECRET_FIELDS: Record<string, string[]> = {
  token: ['access_token', 'refresh_token', 'id_token', 'subject_token', 'actor_token', 'session_token', 'session_id', 'x_csrf_token', 'csrf_token', 'x_xsrf_token', 'xsrf_token', 'x_auth_token', 'id_token_hint', 'auth_token', 'authorization', 'proxy_authorization'],
  'client-assertion': ['client_assertion', 'assertion'],
  secret: ['client_secret', 'code_verifier', 'secret_key', 'secret'],
  password: ['password', 'passwd', 'passphrase', 'passcode', 'pwd'],
  cookie: ['cookie', 'set_cookie'],
  'api-key': ['x_api_key', 'api_key', 'apikey'],
  'private-key': ['private_key'],
}

const kindOfField = new Map(Object.entries(SECRET_FIELDS).flatMap(([kind, names]) => names.map((name) => [name.replaceAll('_', ''), kind] as const)))

/** `access_token` also matches `accessToken`, `access-token` and `Access_Token`. */
const fieldNames = Object.values(SECRET_FIELDS)
  .flat()
  .map((name) => name.replaceAll('_', '[_-]?'))
  .join('|')
/** Every name has one of these. */
const IN_FIELD_NAMES = ['token', 'session', 'assertion', 'authorization', 'verifier', 'secret', 'passw', 'passphrase', 'passcode', 'pwd', 'cookie', 'api[_-]?key', 'private']
const NAMES_A_FIELD = new RegExp(IN_FIELD_NAMES.join('|'), 'i')
/** Whether a text can hold the name of a secret field: a look for all of them at once, which spares most texts a dozen patterns. */
export const mayNameField = (text: string): boolean => NAMES_A_FIELD.test(text)
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

/** `[redacted:...]` says what the field is called. Such a rule can only match where `mayNameField`. */
export const OF_THE_FIELD = 'of the field'

export interface TextRule {
  /** What `[redacted:...]` says. */
  kind: string
  /** What is in every text that the pattern can match. */
  when: string
  pattern: RegExp
  replace: (match: string, ...groups: string[]) => string
}

/**
 * What may stand between the parts of an NHS number (3-3-4): a few signs, the next item of a list, tags, or the next attribute of a tag.
 * Markup may hold digits of its own, so it is taken out before the digits are counted.
 */
const GAP = String.raw`(?:[ \t.\u00a0+/-]{1,3}|%20|&nbsp;|\\?["']\s{0,3},\s{0,3}\\?["']|\s{0,3}(?:<[^<>]{0,80}>\s{0,3}){1,4}|\\?["']\s{1,3}[\w:-]{1,40}\s?=\s?\\?["'])`
const digitsOf = (match: string, ...gaps: string[]): string => gaps.reduce((rest, gap) => (gap === '' ? rest : rest.replace(gap, '')), match)

/**
 * Applied to every text, in this order.
 *
 * Where a pattern can begin in what is no secret, a document in base64 say, it takes no more than 100,000 characters: see `rewriteRuns` for why.
 */
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
    pattern: /\beyJ[\w-]{6,100000}\.[\w-]{2,100000}(?:\.[\w-]*){1,3}/g,
    replace: () => mark('jwt'),
  },
  {
    kind: 'token',
    when: 'earer ',
    pattern: /\b([Bb]earer\s+)(?!\[redacted:)[\w.~+/-]{12,}=*/g,
    replace: (_, scheme = '') => `${scheme}${mark('token')}`,
  },
  {
    kind: OF_THE_FIELD,
    when: '"',
    pattern: new RegExp(String.raw`("(${fieldNames})"\s*:\s*)(?:"(?!\[redacted:)(?:[^"\\]|\\.)*("?)|\d{3,})`, 'gis'),
    replace: (_, head = '', name = '', end = '"') => `${head}"${markField(name)}${end}`,
  },
  {
    kind: OF_THE_FIELD,
    when: '\\"',
    pattern: new RegExp(String.raw`((?<!\\)(\\{1,31})"(${fieldNames})\2"\s*:\s*\2")(?!\[redacted:).*?(?<!\\)(?=\2")`, 'gis'),
    replace: (_, head = '', _escape = '', name = '') => `${head}${markField(name)}`,
  },
  {
    // {"name":"password","value":"..."}: FHIR Parameters, headers and cookies in an archive of traffic.
    kind: OF_THE_FIELD,
    when: 'value',
    pattern: new RegExp(String.raw`("name"\s*:\s*"(${fieldNames})"\s*,\s*"value\w*"\s*:\s*")(?!\[redacted:)(?:[^"\\]|\\.)*`, 'gis'),
    replace: (_, head = '', name = '') => `${head}${markField(name)}`,
  },
  {
    kind: OF_THE_FIELD,
    when: 'value',
    pattern: new RegExp(String.raw`("value\w*"\s*:\s*")(?!\[redacted:)(?:[^"\\]|\\.){0,100000}("\s*,\s*"name"\s*:\s*"(${fieldNames})")`, 'gis'),
    replace: (_, head = '', tail = '', name = '') => `${head}${markField(name)}${tail}`,
  },
  // ["authorization","..."]: headers as pairs, or one after the other.
  ...['zation",', 'kie",', 'key",'].map(
    (when): TextRule => ({
      kind: OF_THE_FIELD,
      when,
      pattern: /("((?:proxy-)?authorization|(?:set-)?cookie|(?:x-)?api-?key)"\s*,\s*")(?!\[redacted:)(?:[^"\\]|\\.)+/gis,
      replace: (_, head = '', name = '') => `${head}${markField(name)}`,
    }),
  ),
  {
    kind: OF_THE_FIELD,
    when: "'",
    pattern: new RegExp(String.raw`('(${fieldNames})'\s*[:,]\s*(['"]))(?!\[redacted:)(?:(?!\3)[^\\]|\\.)*`, 'gis'),
    replace: (_, head = '', name = '') => `${head}${markField(name)}`,
  },
  {
    kind: OF_THE_FIELD,
    when: '=',
    pattern: new RegExp(String.raw`((?<![\w-])(${fieldNames})=)(?!\[redacted:)[^&\s#"'<>;\\]+`, 'gi'),
    replace: (_, head = '', name = '') => `${head}${markField(name)}`,
  },
  {
    kind: OF_THE_FIELD,
    when: '=',
    pattern: new RegExp(String.raw`((?<![\w])(${fieldNames})\s?=\s?(\\{0,9}["']))(?!\[redacted:)(?:(?!\3)[^\n])+`, 'gi'),
    replace: (_, head = '', name = '') => `${head}${markField(name)}`,
  },
  {
    // <input name="password" value="...">, <meta name="csrf-token" content="...">, <name value="password"/><valueString value="..."/>
    kind: OF_THE_FIELD,
    when: '=',
    pattern: new RegExp(String.raw`(\b(?:name|id|value|key)\s?=\s?\\{0,9}["'](${fieldNames})\\{0,9}["'](?:[^<>]{0,200}|\s*\/?>\s*<\w+)\s(?:value|content)\s?=\s?(\\{0,9}["']))(?!\[redacted:)(?:(?!\3)[^<>\n])+`, 'gi'),
    replace: (_, head = '', name = '') => `${head}${markField(name)}`,
  },
  {
    kind: OF_THE_FIELD,
    when: '=',
    pattern: new RegExp(String.raw`(\s(?:value|content)\s?=\s?(\\{0,9}["']))(?!\[redacted:)(?:(?!\2)[^<>\n]){1,4000}(\2[^<>]{0,200}\s(?:name|id)\s?=\s?\\{0,9}["'](${fieldNames})\\{0,9}["'])`, 'gi'),
    replace: (_, head = '', _quote = '', tail = '', name = '') => `${head}${markField(name)}${tail}`,
  },
  {
    // <Attribute Name="password"><AttributeValue>...: SAML; <param name="password">...; name="password", blank line, value: multipart/form-data.
    kind: OF_THE_FIELD,
    when: '=',
    pattern: new RegExp(String.raw`(\bname=\\{0,9}["'](${fieldNames})\\{0,9}["'](?:[^<>\r\n]{0,200}>\s*(?:<[\w:]+(?:\s[^<>]{0,200})?>)?|(?:\\{0,9}r|\r)?(?:\\{0,9}n|\n)(?:\\{0,9}r|\r)?(?:\\{0,9}n|\n)))(?!\[redacted:)[^<>\r\n\\]+`, 'gi'),
    replace: (_, head = '', name = '') => `${head}${markField(name)}`,
  },
  {
    kind: OF_THE_FIELD,
    when: '>',
    pattern: new RegExp(String.raw`(<(?:[\w-]+:)?(${fieldNames})(?:\s[^<>]*)?>(?:<!\[CDATA\[)?)(?!\[redacted:)[^<\]]+`, 'gi'),
    replace: (_, head = '', name = '') => `${head}${markField(name)}`,
  },
  {
    // In messages and logs. An assertion and a cookie are also what failed, and what one eats.
    kind: OF_THE_FIELD,
    when: ': ',
    pattern: new RegExp(String.raw`((?<![\w-])(?!assertion:)(${fieldNames}): {1,3}(?:(?:Basic|Bearer|Digest|DPoP) +)?)(?!\[redacted:|(?:Basic|Bearer|Digest|DPoP) )(?=[^\s"'<>]*\d|[^\s"'<>]{16,})[^\s"'<>,]{6,}`, 'gi'),
    replace: (_, head = '', name = '') => `${head}${markField(name)}`,
  },
  {
    kind: 'cookie',
    when: 'kie: ',
    pattern: /\b((?:set-)?cookie: +)([^\r\n"'<>]{1,100000})/gi,
    replace: (_, head = '', cookies = '') => `${head}${cookies.replaceAll(/([^=;\s]+=)(?!\[redacted:)[^;\s]+/g, `$1${mark('cookie')}`)}`,
  },
  {
    // user:password, base64 (RFC 7617)
    kind: 'password',
    when: 'asic ',
    pattern: /\b([Bb]asic\s+)([A-Za-z0-9+/]{6,}={0,2})/g,
    replace: (match, head = '', pair = '') => (/^[\x20-\x7e]*:[\x20-\x7e]*$/.test(Buffer.from(pair, 'base64').toString('latin1')) ? `${head}${mark('password')}` : match),
  },
  {
    // https://user:password@host
    kind: 'password',
    when: '@',
    pattern: /(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@"'<>]{0,200}:)(?!\[redacted:)[^\s/@"'<>]{1,200}(?=@)/gi,
    replace: (_, head = '') => `${head}${mark('password')}`,
  },
  {
    // The address of an environment in a hub that others share: /e/w0~token
    kind: 'token',
    when: '~',
    pattern: /(\/e\/[a-z0-9-]{1,80}~)(?!\[redacted:)[\w-]{20,}/g,
    replace: (_, head = '') => `${head}${mark('token')}`,
  },
  {
    kind: 'code',
    when: 'code=',
    pattern: /(?<![\w-])code=[^&\s#"'<>;\\]{8,}/g,
    replace: (match, ...rest) => (isSignIn(rest) ? `code=${mark('code')}` : match),
  },
  {
    // The private members of a JWK (RFC 7518, 6.2.2, 6.3.2 and 6.4.1; RFC 8037, 2), which always names its type.
    kind: 'private-key',
    when: '"kty',
    pattern: /((?<!\\)(\\{0,31})"(?:d|p|q|dp|dq|qi|k)\2"\s*:\s*\2")[\w-]{20,}/g,
    replace: (_, head = '') => `${head}${mark('private-key')}`,
  },
]

const others = [...new Set(TEXT_RULES.filter(({ kind }) => kind !== OF_THE_FIELD).map(({ when }) => when))]
/** Single signs are looked for by themselves: among words they would have the pattern stop at every character. */
const signs = others.filter((when) => when.length === 1)
const words = others.filter((when) => when.length > 1).map((when) => when.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&'))
const HOLDS_A_SECRET = new RegExp([...IN_FIELD_NAMES, ...words].join('|'), 'i')
/** Whether any rule can match: one look instead of one for each. */
export const mayHoldSecret = (text: string): boolean => signs.some((sign) => text.includes(sign)) || HOLDS_A_SECRET.test(text)

/** Ten digits that are not of the synthetic range, where a run of digits begins or behind a percent-encoding. */
const NHS_NUMBER = new RegExp(String.raw`(?!999)\d{3}(?:(?<![0-9A-Za-z]\d{3}|\d\.\d{3})|(?<=%[0-9A-Fa-f]{2}\d{3}))(${GAP})?\d{3}(${GAP})?\d{4}(?![0-9A-Za-z])`, 'g')

/** Real NHS numbers. */
export function redactNhsNumbers(text: string): string {
  let result = ''
  let done = 0
  NHS_NUMBER.lastIndex = 0
  for (let match = NHS_NUMBER.exec(text); match !== null; match = NHS_NUMBER.exec(text)) {
    const [number, first = '', second = ''] = match
    if (isRealNhsNumber(digitsOf(number, first, second))) {
      result += text.slice(done, match.index) + mark('nhs-number')
      done = match.index + number.length
    } else {
      // One may begin within what is none.
      NHS_NUMBER.lastIndex = match.index + 1
    }
  }
  return done === 0 ? text : result + text.slice(done)
}
