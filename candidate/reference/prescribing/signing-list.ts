import { behaviour } from '../behaviour.ts'
import type { Work } from '../work.ts'
import type { Item } from './item.ts'

/** What a prescriber finds on the list of what is to be signed: everything that waits, whoever prepared it. */
export const signingList = behaviour('prescribing.signingList', (_work: Work, drafts: readonly Item[]): readonly Item[] => drafts)
