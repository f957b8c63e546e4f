import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Pack } from '../../pack/open.ts'
import type { PictureOf } from './scenario-page.ts'

const NHSUK_CSS = createRequire(import.meta.url).resolve('nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.css')
const REPORT_CSS = fileURLToPath(new URL('./report.css', import.meta.url))

/** Copies the style sheets. Fonts of nhs.uk are left out: a report fetches nothing, and falls back to Arial as the NHS itself does. */
export function writeStyles(outDir: string): void {
  mkdirSync(join(outDir, 'assets'), { recursive: true })
  writeFileSync(join(outDir, 'assets/nhsuk.css'), nhsukStyles())
  copyFileSync(REPORT_CSS, join(outDir, 'assets/report.css'))
}

const nhsukStyles = (): string =>
  readFileSync(NHSUK_CSS, 'utf8')
    .replaceAll(/@font-face\{[^}]*\}/g, '')
    // Icons of components that a report does not have; they would be looked for at the root of the disk.
    .replaceAll(/url\(\/assets\/[^)]*\)/g, 'none')
    .replace(/\/\*# sourceMappingURL=.*?\*\//, '')

/** The same for a page that stands alone. */
export const allStyles = (): string => `${nhsukStyles()}\n${readFileSync(REPORT_CSS, 'utf8')}`

/** Kinds of picture that a browser shows and that cannot carry a script, by their first bytes: what a pack calls them is not believed. */
const PICTURES: { extension: string; begins: Buffer }[] = [
  { extension: 'png', begins: Buffer.from('89504e470d0a1a0a', 'hex') },
  { extension: 'jpg', begins: Buffer.from('ffd8ff', 'hex') },
]

/** Copies screenshots as they are asked for, each once. */
export function pictureCopier(pack: Pack, outDir: string): { pictureOf: PictureOf; copied: () => number } {
  const known = new Map<string, string | undefined>()
  const copy = (blob: string): string | undefined => {
    const bytes = pack.blob(blob)
    const kind = bytes === undefined ? undefined : PICTURES.find(({ begins }) => bytes.subarray(0, begins.length).equals(begins))
    if (bytes === undefined || kind === undefined) return undefined
    const name = `assets/${blob}.${kind.extension}`
    writeFileSync(join(outDir, name), bytes)
    return name
  }
  const pictureOf = (blob: string): string | undefined => {
    if (!known.has(blob)) known.set(blob, copy(blob))
    return known.get(blob)
  }
  return { pictureOf, copied: () => [...known.values()].filter((name) => name !== undefined).length }
}
