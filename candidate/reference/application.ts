import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Link, RequestEnv, Routes } from './area.ts'
import { areas } from './areas.ts'
import { createAuditTrail } from './audit/audit-trail.ts'
import { systemClock } from './clock.ts'
import type { Config } from './config/config.ts'
import type { Connection } from './http/client-certificate.ts'
import { meshSettings } from './mesh/access.ts'
import { refuseApi, refusePage } from './http/refuse.ts'
import { securityHeaders } from './http/security-headers.ts'
import { signedInApi, signedInPage } from './http/sign-in-state.ts'
import { testAids } from './http/test-aids.ts'
import { createErs } from './national/ers.ts'
import { createMesh } from './national/mesh.ts'
import { createOds } from './national/ods.ts'
import { createOutgoing } from './national/outgoing.ts'
import { createPds } from './national/pds.ts'
import { createPlatform } from './national/platform.ts'
import { createTokens } from './national/tokens.ts'
import { assets } from './pages/assets.ts'
import { createNhsLogin } from './patient-facing/nhs-login.ts'
import { ourForms } from './pages/forms.ts'
import { createPages } from './pages/pages.ts'
import { loadPracticeData } from './practice/practice-data.ts'
import { Refusal } from './refusal.ts'
import type { Services } from './services.ts'
import { createCis2 } from './session/cis2.ts'
import { sessionApi } from './session/session-api.ts'
import { sessionMigrations, createSessions } from './session/sessions.ts'
import { signInMigrations } from './session/sign-in-attempts.ts'
import { signInRoutes } from './session/sign-in-routes.ts'
import { spineSettings } from './spine/settings.ts'
import { createSpine } from './spine/spine.ts'
import { openDatabase } from './store/database.ts'
import { migrate } from './store/migrate.ts'
import { createTasks } from './tasks/tasks.ts'

/** A GP system, ready to answer requests. */
export interface Application {
  fetch(request: Request, connection?: Connection): Response | Promise<Response>
  services: Services
  close(): Promise<void>
}

/** No request of this system is larger: a referral letter with its attachments. */
const MAX_BODY_BYTES = 10 * 1024 * 1024

/** Puts the system together from its configuration: store, services, areas, routes. */
export function createApplication(config: Config): Application {
  const practice = loadPracticeData(config.data)
  const database = openDatabase(config.database)
  migrate(database, [...sessionMigrations, ...signInMigrations, ...areas.flatMap(({ migrations = [] }) => migrations)])

  const clock = systemClock()
  const outgoing = createOutgoing(config)
  const platform = createPlatform({ config, clock, outgoing, tokens: createTokens({ config, clock, outgoing }) })
  const links = (kind: 'menu' | 'patientMenu') => areas.flatMap((area): readonly Link[] => area[kind] ?? [])
  const mailbox = meshSettings(config)
  const accreditation = spineSettings(config)
  const services: Services = {
    config,
    clock,
    database,
    practice,
    audit: createAuditTrail({ database, clock, practice: config.practice }),
    sessions: createSessions({ database, clock, config }),
    cis2: createCis2({ config, clock, outgoing }),
    nhsLogin: createNhsLogin({ config, clock, outgoing }),
    platform,
    pds: createPds(platform),
    ods: createOds(platform),
    ers: createErs(platform, config),
    ...(mailbox && { mesh: createMesh({ access: mailbox, clock, outgoing }) }),
    ...(accreditation && { spine: createSpine({ settings: accreditation, outgoing }) }),
    tasks: createTasks({ database, clock }),
    pages: createPages({ config, menu: links('menu'), patientMenu: links('patientMenu') }),
  }
  const ends = areas.map((area) => area.start?.(services))

  const routes = routesOf(services)
  return {
    fetch: (request, connection) => routes.fetch(request, connection),
    services,
    close: async () => {
      for (const end of ends) end?.()
      await outgoing.close()
      database.close()
    },
  }
}

function routesOf(services: Services): Routes {
  const root: Routes = new Hono<RequestEnv>()
  root.onError((error, context) =>
    (context.req.path.startsWith('/FHIR/') || context.req.path.startsWith('/api/') ? refuseApi : refusePage)(error, context),
  )
  root.use(async (context, next) => {
    context.set('services', services)
    context.set('interaction', randomUUID())
    await next()
  })
  root.use(securityHeaders)
  root.use(
    bodyLimit({
      maxSize: MAX_BODY_BYTES,
      onError: () => {
        throw new Refusal('invalid', 'This is larger than 10 megabytes.')
      },
    }),
  )
  root.get('/health', (context) => context.json({ name: 'Reference GP system', version: '1', ready: true }))
  assets(root)
  signInRoutes(root)
  if (services.config.testAids) testAids(root)

  const session: Routes = new Hono<RequestEnv>()
  session.onError(refuseApi)
  sessionApi(session)
  root.route('/', session)

  const open: Routes = new Hono<RequestEnv>()
  open.onError(refuseApi)
  for (const area of areas) area.open?.(open, services)
  root.route('/', open)

  const api: Routes = new Hono<RequestEnv>()
  api.onError(refuseApi)
  api.use(signedInApi)
  for (const area of areas) area.api?.(api, services)
  api.all('*', () => {
    throw new Refusal('not-found', 'This system has nothing at this address.')
  })
  root.route('/FHIR/R4', api)

  const pages: Routes = new Hono<RequestEnv>()
  pages.onError(refusePage)
  pages.use(signedInPage)
  pages.use(ourForms)
  for (const area of areas) area.pages?.(pages, services)
  pages.all('*', () => {
    throw new Refusal('not-found', 'There is no such page.')
  })
  root.route('/', pages)
  return root
}
