import { relative } from 'node:path'

/** A path as people write it: relative to where they are, if that is shorter. */
export function displayPath(file: string): string {
  const near = relative(process.cwd(), file)
  return near === '' || near.startsWith('..') ? file : near
}
