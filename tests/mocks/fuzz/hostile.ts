/** A reproducible stream of numbers from 0 up to 1. */
export type Dice = () => number

/** Values that have broken things before. */
export const HOSTILE = [
  '', ' ', '0', '-1', '1e309', 'NaN', 'null', 'undefined', 'true', '[]', '{}', '__proto__', 'constructor', 'toString', 'hasOwnProperty', '../../etc/passwd', '..%2f..%2fetc%2fpasswd', '%00', '%', '%zz', '%c3%28', '\u0000', '\ud800', '\u202e', '🩺'.repeat(50),
  'x'.repeat(5000), "' OR 1=1 --", '<script>alert(1)</script>', '${7*7}', '{{7*7}}', '\r\nSet-Cookie: a=b', '2024-02-30', '9999-99-99T99:99:99Z', '(a+)+$', '*', '**', '\\', '"', "'", '$expand', 'W/"1"', 'W/"-1"', 'W/"x"', '9999999999', '9990000018', 'urn:oid:', 'http://[::1', '//evil.example/', 'a|b|c|d', 'ge2020-13-45', 'eq', 'le', '[[[[', '}}}}',
]

export function pick<T>(dice: Dice, from: readonly T[]): T {
  return from[Math.floor(dice() * from.length)]!
}

/** JSON made of words the service knows, with values of any type where any other is expected. */
export function randomTree(dice: Dice, names: readonly string[], text: () => string, depth: number): unknown {
  const die = dice()
  if (depth === 0 || die < 0.25) return pick<() => unknown>(dice, [text, text, text, () => null, () => true, () => Math.floor(dice() * 1e12), () => -0.5, () => [], () => ({})])()
  if (die < 0.45) return Array.from({ length: Math.floor(dice() * 4) }, () => randomTree(dice, names, text, depth - 1))
  const tree: Record<string, unknown> = depth >= 4 && dice() < 0.7 ? { resourceType: text() } : {}
  for (let n = Math.floor(dice() * 6); n >= 0; n--) tree[pick(dice, names.length ? names : ['a'])] = randomTree(dice, names, text, depth - 1)
  return tree
}

/** Takes an honest body and spoils one to three places in it. */
export function spoil(body: unknown, dice: Dice, text: () => string): unknown {
  const places: [Record<string, unknown>, string][] = []
  const walk = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return
    for (const key of Object.keys(node)) {
      places.push([node as Record<string, unknown>, key])
      walk((node as Record<string, unknown>)[key])
    }
  }
  walk(body)
  if (!places.length) return text()
  for (let n = 1 + Math.floor(dice() * 3); n > 0; n--) {
    const [node, key] = pick(dice, places)
    const die = dice()
    if (die < 0.3 && Array.isArray(node)) node.splice(Number(key), 1)
    else if (die < 0.3) delete node[key]
    else node[key] = die < 0.5 ? text() : die < 0.6 ? null : die < 0.7 ? [node[key]] : die < 0.8 ? { value: node[key] } : die < 0.9 ? Math.floor(dice() * 1e6) : []
  }
  return body
}

/** Something that looks like a token and is none. */
export function brokenJwt(dice: Dice): string {
  const part = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
  const header = pick<unknown>(dice, [{ alg: 'none' }, { alg: 'RS512', kid: 'x' }, { alg: 'RS512', kid: '__proto__' }, { alg: 'HS256', kid: 'reference-1' }, { alg: 42 }, 'null', '{', [], { alg: 'RS512', kid: { toString: 1 } }, { alg: 'RS512', jku: 'http://127.0.0.1:1/' }])
  const claims = pick<unknown>(dice, [{ sub: 'x', iss: 'x', aud: 'x', jti: 'x', exp: 1 }, { exp: 'soon' }, { sub: null, iss: [], exp: 1e300 }, 'null', '{', [1], { sub: '__proto__', iss: '__proto__', exp: 9e15 }, { iss: { toString: 1 } }, { sub: { toString: 1 }, iss: { toString: 1 }, aud: [{ toString: 1 }], jti: { toString: 1 }, exp: 9e12 }, { sub: 'fuzz', iss: 'fuzz', aud: { toString: 1 }, exp: 9e12, jti: {} }])
  return pick(dice, [`${part(header)}.${part(claims)}.`, `${part(header)}.${part(claims)}.AAAA`, `${part(header)}.${part(claims)}`, '..', '.', 'a.b.c', `${part(header)}.***.x`, `${part(header)}.${part(claims)}.${'A'.repeat(5000)}`])
}
