import type { KeyObject } from 'node:crypto'
import type { Baseline } from '../reports/gate/regressions.ts'
import { openPack } from '../reports/pack/open.ts'

/**
 * The pack of `--baseline`, opened; what is wrong with it beyond that is for the gate to say.
 *
 * @throws ProblemsError when it is no pack
 */
export const openBaseline = (dir: string | undefined, key?: KeyObject): Baseline | undefined => (dir === undefined ? undefined : openPack(dir, key))
