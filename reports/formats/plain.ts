import { visible } from '../visible.ts'

/**
 * Text from a pack as one line of harmless characters: what is invisible is spelt out, what XML and JSON readers choke on
 * is replaced, white space is one space, and what is over the limit is cut and says so.
 */
export function plain(text: string, longest = 4000): string {
  const line = visible(text).replaceAll(/\s+/g, ' ').trim()
  const short = line.length <= longest ? line : `${line.slice(0, longest)}… (${line.length - longest} more characters)`
  return short.toWellFormed().replaceAll(/[\ufffe\uffff]/g, '\ufffd')
}
