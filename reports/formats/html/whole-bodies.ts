import { isUtf8 } from 'node:buffer'
import { mkdirSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { REPORT_FOLDER } from '../../pack/list-files.ts'
import type { Pack } from '../../pack/open.ts'

/** All of a body, of which a page shows the beginning. */
export interface Whole {
  /** Where it lies, from the folder of the report. */
  path: string
  /** Under which name a browser saves it. */
  name: string
}

/** By the digest of a blob; undefined when the pack has it no longer. */
export type WholeOf = (blob: string) => Whole | undefined

/**
 * A report in its pack leads to the blob there, since documents are half of a pack, and would be in it twice. One elsewhere has to do
 * without the pack: it gets a copy, once and to the byte, so that `sha256sum` of it gives its name. So does markup, wherever the report is.
 *
 * From the disk, no browser takes what it is led to for a page: `.txt` is shown as text, `.bin` is saved, and what has no ending is shown as text
 * unless it begins as markup does, which some browsers go by. From a server, `download` has it save either.
 *
 * @param outDir of the report; is there
 */
export function wholeBodies(pack: Pack, outDir: string): { wholeOf: WholeOf; copied: () => number } {
  const inPack = realpathSync(outDir) === join(pack.dir, REPORT_FOLDER)
  const known = new Map<string, Whole | undefined>()
  const find = (blob: string): Whole | undefined => {
    const bytes = pack.blob(blob)
    if (bytes === undefined) return undefined
    const name = `${blob}.${isUtf8(bytes) ? 'txt' : 'bin'}`
    if (inPack && !beginsAsMarkup(bytes)) return { path: `../blobs/${blob}`, name }
    mkdirSync(join(outDir, 'bodies'), { recursive: true })
    writeFileSync(join(outDir, 'bodies', name), bytes)
    return { path: `bodies/${name}`, name }
  }
  const wholeOf = (blob: string): Whole | undefined => {
    if (!known.has(blob)) known.set(blob, find(blob))
    return known.get(blob)
  }
  return { wholeOf, copied: () => [...known.values()].filter((whole) => whole?.path.startsWith('bodies/')).length }
}

/** A browser that knows no type by the name looks at the beginning: white space, then a tag, a comment or the head of an XML document. */
const beginsAsMarkup = (bytes: Buffer): boolean => /^[\s\0\u00bb\u00bf\u00ef\u00fe\u00ff]*</.test(bytes.toString('latin1', 0, 4096))
