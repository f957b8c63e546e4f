import type { Area, Routes } from '../area.ts'
import { parameters } from '../fhir/parameters.ts'
import { fhir, readResource } from '../http/respond.ts'
import { notificationsMigrations } from './migrations.ts'
import { subscribe } from './subscribe.ts'

function notificationsApi(routes: Routes): void {
  routes.post('/Organization/$subscribe-to-events', async (context) => {
    await readResource(context)
    const subscriptions = await subscribe(context.get('work'))
    return fhir(context, parameters(subscriptions.map(({ id, criteria }) => ({ name: 'subscription', part: [{ name: 'id', valueString: id }, { name: 'criteria', valueString: criteria }] }))))
  })
}

/** What national services tell of patients: the practice subscribes, and brings their records up to date. */
export const notifications: Area = { name: 'notifications', migrations: notificationsMigrations, api: notificationsApi }
