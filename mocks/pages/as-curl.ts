import type { JournalEntry } from '../kit/journal.ts'

/** Set by the connection, or by curl itself: sending them again would contradict what curl sends. */
const OF_THE_CONNECTION = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'keep-alive', 'expect', 'upgrade', 'te', 'trailer', 'accept-encoding'])

const NOT_TEXT = /^\[\d+ bytes, not text\] ([A-Za-z0-9+/=]*)$/

/**
 * The request of an exchange as a command for bash, so that anybody can send it again. What a candidate sent is quoted so that
 * nothing of it is run, expanded, or read by the terminal it is pasted into.
 *
 * @param base scheme, host, port and prefix of the environment: `http://127.0.0.1:9800/e/dev`
 */
export function asCurl(entry: Pick<JournalEntry, 'method' | 'url' | 'requestHeaders' | 'requestBody'>, base: string): string {
  const binary = NOT_TEXT.exec(entry.requestBody ?? '')?.[1]
  const lines = [
    `curl --include --path-as-is --globoff --request ${quote(entry.method)} ${quote(base + entry.url)}`,
    ...Object.entries(entry.requestHeaders)
      .filter(([name]) => !OF_THE_CONNECTION.has(name.toLowerCase()))
      // curl takes "Name:" as "leave this header out" and "Name;" as "send it empty".
      .map(([name, value]) => `--header ${quote(value === '' ? `${name};` : `${name}: ${value}`)}`),
    ...(entry.method === 'HEAD' ? ['--head'] : []),
    ...(binary !== undefined ? ['--data-binary @-'] : entry.requestBody !== undefined ? [`--data-raw ${quote(entry.requestBody)}`] : []),
  ]
  const command = lines.join(' \\\n  ')
  return binary === undefined ? command : `printf %s ${quote(binary)} | base64 --decode | ${command}`
}

/** One word of bash. Everything beyond plain text is written as an escape: a terminal acts on control characters even inside quotes. */
function quote(word: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (!/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/.test(word)) return `'${word.replaceAll("'", "'\\''")}'`
  const bytes = [...new TextEncoder().encode(word)]
  return `$'${bytes.map((byte) => (byte >= 0x20 && byte < 0x7f && byte !== 0x27 && byte !== 0x5c ? String.fromCharCode(byte) : byte === 0x0a ? '\\n' : `\\x${byte.toString(16).padStart(2, '0')}`)).join('')}'`
}
