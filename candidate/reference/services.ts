import type { AuditTrail } from './audit/audit-trail.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config/config.ts'
import type { Ers } from './national/ers.ts'
import type { Mesh } from './national/mesh.ts'
import type { Ods } from './national/ods.ts'
import type { Pds } from './national/pds.ts'
import type { Platform } from './national/platform.ts'
import type { NhsLogin } from './patient-facing/nhs-login.ts'
import type { Pages } from './pages/pages.ts'
import type { PracticeData } from './practice/practice-data.ts'
import type { Cis2 } from './session/cis2.ts'
import type { Sessions } from './session/sessions.ts'
import type { Spine } from './spine/spine.ts'
import type { Database } from './store/database.ts'
import type { Tasks } from './tasks/tasks.ts'

/** What every area can use. Made once, in application.ts. */
export interface Services {
  config: Config
  clock: Clock
  database: Database
  /** Staff, practitioners and starting patients, as the practice's data file gives them. */
  practice: PracticeData
  audit: AuditTrail
  sessions: Sessions
  cis2: Cis2
  /** Vouches for patients whose apps call. */
  nhsLogin: NhsLogin
  /** National services behind the API platform. */
  platform: Platform
  pds: Pds
  ods: Ods
  ers: Ers
  /** The practice's mailbox on the message exchange; absent where it has none. */
  mesh?: Mesh
  /** The Spine's message handler; absent where the system is not accredited there. */
  spine?: Spine
  /** Things a person at the practice has to see to. */
  tasks: Tasks
  pages: Pages
}
