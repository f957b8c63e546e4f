import type { Hono } from 'hono'
import type { Context } from 'hono'
import type { Connection } from './http/client-certificate.ts'
import type { Services } from './services.ts'
import type { Migration } from './store/migrate.ts'
import type { Work } from './work.ts'

/** What a request carries through the system. `work` is there once somebody is signed in and has chosen a role. */
export interface RequestEnv {
  /** Absent where a request comes from nowhere, as in tests. */
  Bindings: Connection | undefined
  /** `citizen`: the patient whose app calls, once their token has been verified. */
  Variables: { services: Services; work: Work; interaction: string; nonce: string; citizen: { nhsNumber: string } | undefined }
}

export type Routes = Hono<RequestEnv>
export type RequestContext = Context<RequestEnv>

/** A link that an area adds to the main menu or to a patient's pages. */
export interface Link {
  text: string
  /** Address; for a patient's link `:id` stands for the patient. */
  href: string
  /** The CIS2 activity without which the link is not offered. The route checks for itself. */
  activity?: string
}

/** One area of the system. areas.ts lists them; nothing else has to know of a new one. */
export interface Area {
  /** One word; also the name of its folder and of its settings under `areas` in the configuration. */
  name: string
  migrations?: readonly Migration[]
  /** Routes under /FHIR/R4, for a signed-in user in a role. */
  api?(routes: Routes, services: Services): void
  /** Pages from the root, for a signed-in user in a role. */
  pages?(routes: Routes, services: Services): void
  /** Routes from the root for callers who are no users: callbacks, patients' apps. They check the caller themselves. */
  open?(routes: Routes, services: Services): void
  /** Runs once at start, after the store is in shape: loads starting data. What goes on beside the requests is ended by what it returns. */
  start?(services: Services): (() => void) | void
  menu?: readonly Link[]
  patientMenu?: readonly Link[]
}
