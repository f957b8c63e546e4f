import type { Reply } from '../../../mocks/kit/reply.ts'

/** Short strings in an answer: error codes are among them. */
export function wordsIn({ body }: Reply): string[] {
  if (body === undefined) return []
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body)
  // No answer that refuses or warns is that long.
  if (text.length > 50_000) return []
  return [...text.matchAll(/[">]([A-Za-z0-9][A-Za-z0-9_ .-]{1,60})["<]/g)].map((match) => match[1]!)
}
