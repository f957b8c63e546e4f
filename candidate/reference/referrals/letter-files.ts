import { extname } from 'node:path'
import { behaviour } from '../behaviour.ts'
import { Refusal } from '../refusal.ts'
import KINDS from './letter-kinds.json' with { type: 'json' }

/** A file that a user adds to a referral. */
export interface NewLetter {
  name: string
  mediaType: string
  content: Uint8Array
}

/** e-RS takes no larger file. Source: A020. */
export const LETTER_LIMIT = 5 * 1024 * 1024

/** What is wrong with a file, before it is sent anywhere. */
export const whatIsWrongWithFile = behaviour('referrals.whatIsWrongWithFile', ({ name, mediaType, content }: NewLetter): string | undefined => {
  const extensions = (KINDS as Record<string, readonly string[] | undefined>)[mediaType]
  if (name === '') return 'Give the file a name.'
  if (extensions === undefined) return `e-RS does not take files of this kind (${mediaType || 'unknown'}). Nothing was sent. Save it as a PDF, a Word document, a picture or a text.`
  if (!extensions.includes(extname(name).slice(1).toLowerCase())) return `The name of the file (${name}) does not go with its kind: expected ${extensions.map((each) => `.${each}`).join(' or ')}. Nothing was sent.`
  if (content.byteLength === 0) return 'The file is empty. Nothing was sent.'
  if (content.byteLength > LETTER_LIMIT) return `The file is larger than 5 MB, which is more than e-RS takes. Nothing was sent. Make it smaller, or split it.`
  return undefined
})

/** @throws Refusal `rule` */
export function checkLetter(letter: NewLetter): void {
  const wrong = whatIsWrongWithFile(letter)
  if (wrong !== undefined) throw new Refusal('rule', [{ field: 'letter', reason: 'letter', text: wrong }])
}

/** What the scan of an attached file came to, for the user. */
export const scanInWords = behaviour('referrals.scanInWords', (availability: string): { text: string; needsAction: boolean } => {
  switch (availability) {
    case 'AVAILABLE':
      return { text: 'Attached', needsAction: false }
    case 'PENDING':
      return { text: 'Attached, being scanned', needsAction: false }
    case 'THREATS_FOUND':
      return { text: 'Not usable: e-RS found a threat (virus) in the file. The service cannot read it. Attach another', needsAction: true }
    default:
      return { text: 'Not usable: e-RS could not validate the file. The service cannot read it. Attach another', needsAction: true }
  }
})
