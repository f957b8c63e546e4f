import type { Area, Routes } from '../area.ts'
import { isObject, parseJson } from '../national/json.ts'
import type { Services } from '../services.ts'
import { receive } from '../spine/receive.ts'
import { spineMigrations } from '../spine/migrations.ts'
import type { IncomingMessage } from '../spine/spine-store.ts'
import { whoseSummary } from '../summaries/hl7/word-of-the-spine.ts'
import { gp2gpApi } from './api.ts'
import { lookAfterTransfers } from './look-after-transfers.ts'
import { gp2gpMigrations } from './migrations.ts'
import { gp2gpPages } from './pages.ts'
import { transferPages } from './transfer-pages.ts'
import { transfersStore } from './transfers-store.ts'

const NHS_NUMBER = /root="2\.16\.840\.1\.113883\.2\.1\.4\.1"\s+extension="(\d{10})"|extension="(\d{10})"\s+root="2\.16\.840\.1\.113883\.2\.1\.4\.1"/

/** Whose record a message is about: that of its conversation, or of the number in it. For finding it again, and nothing else. */
function aboutWhom(services: Services, message: IncomingMessage): string {
  const { envelope, payload } = message
  const summary = whoseSummary(services, message)
  if (summary !== undefined) return summary
  const known = transfersStore(services).inConversation(envelope.conversationId)
  const [, before, after] = NHS_NUMBER.exec(payload) ?? []
  return known?.nhsNumber ?? before ?? after ?? ''
}

/** Where the Spine delivers messages, and a way for a test to have transfers looked after when it wants: never in live use. */
function openRoutes(routes: Routes, services: Services): void {
  routes.post('/spine/messages', (context) => receive(context, aboutWhom))
  if (!services.config.testAids) return
  routes.post('/test-aids/look-after-transfers', async (context) => {
    const body = parseJson(await context.req.text())
    await lookAfterTransfers(services, isObject(body) && typeof body['nhsNumber'] === 'string' ? body['nhsNumber'] : undefined)
    return context.json({ done: true })
  })
}

/** Looks after transfers every so often, beside whatever else goes on. */
function lookAfterRegularly(services: Services): (() => void) | undefined {
  const seconds = services.spine?.settings.pollSeconds
  if (seconds === undefined) return undefined
  const round = () => lookAfterTransfers(services).catch((error: unknown) => console.error('Failed to look after record transfers:', error))
  const timer = setInterval(() => void round(), seconds * 1000).unref()
  return () => clearInterval(timer)
}

/** Records on their way between practices: GP2GP over the Spine. */
export const gp2gp: Area = {
  name: 'gp2gp',
  migrations: [...spineMigrations, ...gp2gpMigrations],
  open: openRoutes,
  api: gp2gpApi,
  pages: (routes) => {
    gp2gpPages(routes)
    transferPages(routes)
  },
  start: lookAfterRegularly,
  menu: [{ text: 'Electronic records', href: '/record-transfers', activity: 'B0062' }],
  patientMenu: [
    { text: 'Record from other practices', href: '/patients/:id/transferred', activity: 'B0360' },
    { text: 'Record transfers', href: '/patients/:id/record-transfers', activity: 'B0820' },
  ],
}
