import type { Call } from '../../kit/call.ts'

/** The media types that this service reads and writes. The first is the one it chooses itself. */
const OURS = ['application/vnd.api+json', 'application/json'] as const

const parse = (header: string) => header.toLowerCase().split(',').map((each) => each.split(';').map((part) => part.trim()))

/** What a header of media types comes to: one of ours, or undefined when there is none that this service knows. */
function chosen(header: string): string | undefined {
  for (const [type = '', ...parameters] of parse(header)) {
    const charset = parameters.find((parameter) => parameter.startsWith('charset='))
    if (charset !== undefined && charset !== 'charset=utf-8') continue
    if (type === '*/*') return OURS[0]
    if ((OURS as readonly string[]).includes(type)) return type
  }
  return undefined
}

/** The media type of an answer: as Accept has it, `application/vnd.api+json` where it says nothing that is known. */
export function mediaTypeFor(call: Call): string {
  const accept = call.header('accept')
  return (accept === undefined ? undefined : chosen(accept)) ?? OURS[0]
}

export const isAcceptable = (call: Call): boolean => {
  const accept = call.header('accept')
  return accept === undefined || accept === '' || chosen(accept) !== undefined
}

/** A body's media type must be one of ours: anything goes is no media type. */
export const isReadable = (call: Call): boolean => {
  const contentType = call.header('content-type') ?? ''
  return contentType !== '*/*' && chosen(contentType) !== undefined
}
