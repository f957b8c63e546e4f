import { empty, type Reply } from '../reply.ts'

/** Sends the browser back to the relying party with parameters in the query; absent ones are left out. */
export function sendBack(redirectUri: string, parameters: Record<string, string | undefined>, headers: Record<string, string> = {}): Reply {
  const present = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return empty(302, { location: `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${new URLSearchParams(present)}`, 'cache-control': 'no-store', ...headers })
}
