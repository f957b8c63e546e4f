import { inspect } from './controls/inspect.ts'
import { provider } from './controls/provider.ts'
import { setUp } from './controls/set-up.ts'

/** What the outside world does to e-RS or sees of it: sets it up, acts as providers and patients, looks. */
export const controls = { ...setUp, ...provider, ...inspect }
