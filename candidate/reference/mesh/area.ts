import type { Area, Routes } from '../area.ts'
import type { Services } from '../services.ts'
import { meshSettings } from './access.ts'
import { collectMessages } from './collect.ts'
import { meshMigrations } from './migrations.ts'

/** Lets a test empty the mailbox when it wants. Only there when the configuration says so; never in live use. */
function collectOnDemand(routes: Routes, services: Services): void {
  if (!services.config.testAids) return
  routes.post('/test-aids/collect-messages', async (context) => context.json(await collectMessages(services)))
}

/** Empties the mailbox every so often, beside whatever else goes on. */
export function collectRegularly(services: Services): NodeJS.Timeout | undefined {
  const seconds = meshSettings(services.config)?.pollSeconds
  if (seconds === undefined) return undefined
  const round = () => collectMessages(services).catch((error: unknown) => console.error('Failed to empty the mailbox:', error))
  return setInterval(() => void round(), seconds * 1000).unref()
}

/** What other organisations send to the practice, and what it sends them, over the message exchange. */
export const mesh: Area = {
  name: 'mesh',
  migrations: meshMigrations,
  open: collectOnDemand,
  start: (services) => {
    const timer = collectRegularly(services)
    return () => clearInterval(timer)
  },
}
