import type { KeyObject } from 'node:crypto'
import type { Baseline } from '../reports/gate/regressions.ts'
import { openPack } from '../reports/pack/open.ts'

/**
 * The pack of `--baseline`, opened; what is wrong with it beyond that is for the gate to say.
 *
 * @param expected keys of which each has to have signed it
 * @throws ProblemsError when it is no pack
 */
export const openBaseline = (dir: string | undefined, expected?: readonly KeyObject[]): Baseline | undefined => (dir === undefined ? undefined : openPack(dir, expected))
