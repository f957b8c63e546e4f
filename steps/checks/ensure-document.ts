import type { DocumentView } from '../../candidate/port/documents.ts'
import { fileOf, hasFile, sectionsOf, type Letter } from '../support/letters.ts'
import { check, finding, type Found } from './check.ts'

const brief = (documents: readonly DocumentView[]) => documents.map(({ title, state, identifier }) => ({ title, state, identifier }))

/** Exactly one document of the record is the one that was sent, and opening it shows what was sent: from whom, of which type, every word. */
export const ensureDocumentFiled = check(
  'the document is in the record once, as it was sent',
  (_sight, { letter, found, opened, patientId, states }: { letter: Letter; found: readonly DocumentView[]; opened: DocumentView | undefined; patientId: string; states: readonly string[] }) => {
    const same = found.filter(({ identifier }) => identifier === letter.documentId)
    const [filed] = same
    if (!filed || same.length > 1) return finding('there more or less often', { expected: `"${letter.kind.title}" once`, seen: brief(found) })
    return [
      filed.title !== letter.kind.title && finding('under another title', { expected: letter.kind.title, seen: filed.title }),
      filed.typeCode !== letter.kind.type[0] && finding('of another type', { expected: letter.kind.type.join(' '), seen: filed.typeCode ?? 'no type' }),
      filed.from !== letter.sender.odsCode && finding('from somebody else', { expected: letter.sender.odsCode, seen: filed.from ?? 'nobody named' }),
      opened?.patientId !== patientId && finding('in the record of somebody else', { expected: patientId, seen: opened?.patientId ?? 'nobody' }),
      !states.includes(filed.state) && finding('in another state', { expected: states.join(' or '), seen: filed.state }),
      ...contentFindings(letter, opened),
    ]
  },
)

function contentFindings(letter: Letter, opened: DocumentView | undefined): Found[] {
  const contents = (opened?.contents ?? []).map(({ contentType, base64 = '' }) => ({ contentType, bytes: Buffer.from(base64, 'base64') }))
  const shown = contents.map(({ contentType, bytes }) => `${contentType ?? 'no type'}, ${bytes.byteLength} bytes`).join('; ')
  const file = contents.find(({ bytes }) => bytes.equals(fileOf(letter)))
  const words = contents.filter(({ contentType }) => contentType?.startsWith('text/')).map(({ bytes }) => bytes.toString()).join()
  return [
    hasFile(letter) && !file && finding('the file is not there as it was sent', { expected: `${letter.mediaType}, ${fileOf(letter).byteLength} bytes`, seen: shown || 'nothing to open' }),
    file && file.contentType !== letter.mediaType && finding('the file is said to be of another type', { expected: letter.mediaType, seen: file.contentType ?? 'no type' }),
    ...(letter.kind.as === 'pdf' ? [] : sectionsOf(letter)).map(([title, text]) => !(words.includes(title) && words.includes(text)) && finding('a section is not shown', { expected: `${title}: ${text}`, seen: words.slice(0, 300) || shown })),
  ]
}

/** No document of the record is this one. */
export const ensureDocumentNotFiled = check('the document is not in the record', (_sight, { letter, found }: { letter: Letter; found: readonly DocumentView[] }) =>
  found.some(({ identifier, title }) => identifier === letter.documentId || title === letter.kind.title) && finding('it is in the record', { expected: `no "${letter.kind.title}"`, seen: brief(found) }),
)

/** It waits for somebody to find out whose it is, and says whom it names. */
export const ensureDocumentUnmatched = check('the document waits for somebody to find out whose it is', (_sight, { letter, found }: { letter: Letter; found: readonly DocumentView[] }) => {
  const same = found.filter(({ identifier }) => identifier === letter.documentId)
  if (same.length !== 1) return finding('there more or less often', { expected: 'once', seen: brief(found) })
  return same[0]!.namedNhsNumber !== letter.about.nhsNumber && finding('it does not say whom it names', { expected: letter.about.nhsNumber, seen: same[0]!.namedNhsNumber ?? 'no NHS number' })
})

/** It is among those that are nobody's no longer. */
export const ensureDocumentMatched = check('the document is nobody’s no longer', (_sight, { letter, found }: { letter: Letter; found: readonly DocumentView[] }) =>
  found.some(({ identifier }) => identifier === letter.documentId) && finding('it still waits for somebody to find out whose it is', { expected: 'not on the list', seen: brief(found) }),
)

/** The document is shown in this state. */
export const ensureDocumentState = check('the document is shown as what it is', (_sight, { documentId, found, state }: { documentId: string; found: readonly DocumentView[]; state: string }) => {
  const document = found.find(({ identifier }) => identifier === documentId)
  return document?.state !== state && finding('shown otherwise', { expected: state, seen: document?.state ?? 'not shown' })
})
