import { inspect } from './controls/inspect.ts'
import { provider } from './controls/provider.ts'
import { setUp } from './controls/set-up.ts'
import { webUser } from './controls/web-user.ts'

/** What the outside world does to e-RS or sees of it: sets it up, acts as providers, patients and users of the web application, looks. */
export const controls = { ...setUp, ...provider, ...webUser, ...inspect }
