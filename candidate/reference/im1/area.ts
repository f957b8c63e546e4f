import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Area, RequestContext, Routes } from '../area.ts'
import type { AuditRecord, AuditTrail } from '../audit/audit-trail.ts'
import { behaviour } from '../behaviour.ts'
import type { RegisteredPatient } from '../demographics/patient.ts'
import { parameters, ParametersReader } from '../fhir/parameters.ts'
import { fhir, readResource } from '../http/respond.ts'
import { deviceOf } from '../http/sign-in-state.ts'
import { isObject } from '../national/json.ts'
import { CITIZEN } from '../patient-facing/caller.ts'
import { endAccount, handOutKey, im1Migrations } from './accounts.ts'
import { authenticate } from './authenticate.ts'
import { Im1Error } from './im1-error.ts'
import { link } from './link.ts'

const BASE = '/im1-pfs-auth'
/** Mirrored, as published. */
const MIRRORED = ['nhse-request-id', 'nhse-correlation-id']

function appsApi(routes: Routes): void {
  routes.post(`${BASE}/authenticate`, (context) => answered(context, 'im1-session-opened', () => authenticate(context)))
  routes.post(`${BASE}/linkage`, (context) =>
    answered(context, 'online-account-linked', async () => {
      const body: unknown = await context.req.json().catch(() => undefined)
      const text = (name: string) => (isObject(body) && typeof body[name] === 'string' ? body[name].trim() : '')
      const details = { odsCode: text('odsCode'), accountId: text('accountId'), linkageKey: text('linkageKey'), surname: text('surname'), dateOfBirth: text('dateOfBirth') }
      const { patient } = link(context.get('services'), details)
      return { patient, body: { accountId: details.accountId, odsCode: details.odsCode.toUpperCase() } }
    }),
  )
}

/** That somebody's app did something is written down, under the patient's own name. */
export const recordDone = behaviour('im1.recordDone', (audit: AuditTrail, record: AuditRecord): void => audit.record(record))

/** Answers as published, and writes down what was done or refused. */
async function answered(context: RequestContext, event: string, act: () => Promise<{ patient: RegisteredPatient; body: object }>): Promise<Response> {
  const { audit, config } = context.get('services')
  for (const name of MIRRORED) {
    const value = context.req.header(name)
    if (value !== undefined && /^[\x21-\x7e]{1,200}$/.test(value)) context.header(name, value)
  }
  const respond = (status: number, body: object) => context.body(JSON.stringify(body), status as ContentfulStatusCode, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
  const role = { id: CITIZEN, code: CITIZEN, name: 'Patient', organisation: config.practice.odsCode }
  const device = deviceOf(context)
  const interaction = context.get('interaction')
  try {
    const { patient, body } = await act()
    recordDone(audit, { event, action: 'E', outcome: 'done', agent: { user: { id: patient.nhsNumber, name: 'Patient' }, role, device }, patientId: patient.id, interaction })
    return respond(201, body)
  } catch (error) {
    if (!(error instanceof Im1Error)) throw error
    const citizen = context.get('citizen')
    const agent = citizen ? { user: { id: citizen.nhsNumber, name: 'Patient' }, role, device } : { system: 'app without a good token', device }
    audit.record({ event: 'app-refused', action: 'E', outcome: 'refused', agent, subject: `POST ${context.req.routePath}`, detail: { code: error.code, status: error.status }, interaction })
    return respond(error.status, error.outcome())
  }
}

function practiceApi(routes: Routes): void {
  routes.post('/Patient/:id/$linkage-key', async (context) => {
    new ParametersReader(await readResource(context))
    const { accountId, linkageKey } = handOutKey(context.get('work'), context.req.param('id'))
    return fhir(
      context,
      parameters([
        { name: 'accountId', valueString: accountId },
        { name: 'linkageKey', valueString: linkageKey },
      ]),
      { status: 201 },
    )
  })
  routes.post('/Patient/:id/$end-online-account', async (context) => {
    new ParametersReader(await readResource(context))
    endAccount(context.get('work'), context.req.param('id'))
    return fhir(context, parameters([{ name: 'done', valueBoolean: true }]))
  })
}

/** Patients' online accounts through IM1: linked with an app, and opened by NHS login. What apps then read goes through GP Connect. */
export const im1: Area = { name: 'im1', migrations: im1Migrations, open: appsApi, api: practiceApi }
