import type { Routes } from '../area.ts'
import { readResource } from './respond.ts'
import { Refusal } from '../refusal.ts'

/** What makes time-bound rules testable. Only there when the configuration says so; never in live use. */
export function testAids(routes: Routes): void {
  routes.post('/test-aids/clock', async (context) => {
    const { advanceSeconds } = await readResource(context)
    if (typeof advanceSeconds !== 'number' || !Number.isFinite(advanceSeconds))
      throw new Refusal('invalid', 'Give advanceSeconds, a number: below zero to go back.')
    const { clock } = context.get('services')
    clock.advance(advanceSeconds)
    return context.json({ now: clock.timestamp() })
  })
}
