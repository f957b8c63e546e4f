import type { Area, Routes } from '../area.ts'
import type { Services } from '../services.ts'
import { gpConnectRoot } from './answering.ts'
import { appointmentRoutes } from './appointments.ts'
import { documentRoutes } from './documents.ts'
import { foundations } from './foundations.ts'
import { migrationRoutes } from './migration.ts'
import { recordRoutes } from './record.ts'
import { sharingApi } from './practice-api.ts'
import { sharingMigrations } from './sharing.ts'
import { slotRoutes } from './slots.ts'

/** What other organisations see and do through the Spine Secure Proxy: GP Connect, with this system as the provider. */
function consumers(routes: Routes, { config }: Services): void {
  const root = `/${config.practice.odsCode}/STU3/1/gpconnect`
  // The longer roots first: the shorter one answers for all that is below it.
  routes.route(
    `${root}/structured`,
    gpConnectRoot((door) => {
      recordRoutes(door)
      migrationRoutes(door)
    }),
  )
  routes.route(`${root}/documents`, gpConnectRoot(documentRoutes))
  routes.route(
    root,
    gpConnectRoot((door) => {
      foundations(door)
      slotRoutes(door)
      appointmentRoutes(door)
    }),
  )
}

export const gpConnect: Area = {
  name: 'gp-connect',
  migrations: sharingMigrations,
  open: consumers,
  api: sharingApi,
}
