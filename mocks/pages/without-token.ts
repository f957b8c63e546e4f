/** What a page shows in the place of the token of an address. */
export const MASK = '(token)'

const JWT = /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g

/** A text without the token of an environment's address: neither as it is, nor in what a JWT says of where it is for. */
export function withoutToken(text: string, token: string | undefined): string {
  if (token === undefined) return text
  return text
    .replaceAll(JWT, (jwt) => (jwt.split('.').some((part) => Buffer.from(part, 'base64url').includes(token)) ? '(JWT that names the address)' : jwt))
    .replaceAll(token, MASK)
}
