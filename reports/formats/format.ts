import type { Decision } from '../gate/decide.ts'
import type { Pack } from '../pack/open.ts'

export interface RenderOptions {
  /** What the gate said; shown on the front of a report. */
  decision?: Decision
}

export interface Rendered {
  /** What to open first, absolute. */
  entry: string
  /** Everything that was written, for a summary: number of files. */
  files: number
}

/** One way to show a pack. Rendered from the pack alone, again and anywhere; each file carries the digest of the seal. */
export interface Format {
  /** As in `--format html`. */
  name: string
  /** One line for `assay report --help`. */
  summary: string
  render: (pack: Pack, outDir: string, options: RenderOptions) => Promise<Rendered>
}

/** What a rendered file says about the seal it was rendered under. */
export function sealNote({ verification: { status, seal } }: Pick<Pack, 'verification'>): string {
  return seal === undefined || status !== 'valid' ? `no valid seal (${status})` : `sha256:${seal.digest}`
}

/** Why nothing in a pack counts as shown, in sentences: it was touched, has no seal, or is of a run that did not come to its end. */
export function distrustOf({ verification: { status }, results: { run } }: Pick<Pack, 'verification' | 'results'>): string[] {
  return [
    ...(status === 'valid' ? [] : [`Do not rely on this: ${status === 'reckoned-otherwise' ? 'this Assay adds the log up otherwise than the results that were sealed with it' : `the pack is ${status}`}.`]),
    ...(run.complete ? [] : ['Do not rely on this: the run is incomplete.', ...run.incomplete]),
  ]
}
