import type { Area, Routes } from '../area.ts'
import { behaviour } from '../behaviour.ts'
import { searchset } from '../fhir/bundle.ts'
import type { Resource } from '../fhir/resource.ts'
import { fhir } from '../http/respond.ts'
import { Refusal } from '../refusal.ts'
import type { Services } from '../services.ts'
import { requireActivity } from '../session/permission.ts'
import { audited } from './audited.ts'
import { auditMigrations, type AuditQuery } from './audit-trail.ts'
import { fhirAuditEvent } from './fhir-audit-event.ts'

const VIEW = requireActivity('B0011')

/** What happens when somebody tries to change or delete an entry, whoever it is: nothing, but that it is written down. */
export const amendEntry = behaviour(
  'audit.amendEntry',
  (_services: Services, _seq: number, _how: 'change' | 'delete', _body: () => Promise<unknown>): Promise<Resource> => {
    throw new Refusal('not-permitted', 'The audit trail cannot be changed by anybody.')
  },
)

function auditApi(routes: Routes): void {
  routes.get('/AuditEvent', VIEW, (context) => {
    const work = context.get('work')
    const query = queryOf(context.req.query(), context.req.queries('date') ?? [])
    const entries = work.services.audit.list(query)
    audited(work, {
      event: 'audit-viewed',
      action: 'R',
      ...(query.patientId !== undefined && { patientId: query.patientId }),
      detail: { found: entries.length },
    })
    return fhir(context, searchset(entries.map((entry) => ({ resource: fhirAuditEvent(entry) }))))
  })

  routes.get('/AuditEvent/:id', VIEW, (context) => {
    const work = context.get('work')
    const entry = work.services.audit.one(Number(context.req.param('id')))
    if (!entry) throw new Refusal('not-found', 'There is no such audit entry.')
    audited(work, { event: 'audit-viewed', action: 'R' })
    return fhir(context, fhirAuditEvent(entry))
  })

  for (const [method, how] of [
    ['PUT', 'change'],
    ['PATCH', 'change'],
    ['DELETE', 'delete'],
  ] as const) {
    routes.on(method, '/AuditEvent/:id', async (context) =>
      fhir(context, await amendEntry(context.get('services'), Number(context.req.param('id')), how, () => context.req.json())),
    )
  }
}

function auditPages(routes: Routes): void {
  routes.get('/audit', VIEW, (context) => {
    const work = context.get('work')
    const query = queryOf(context.req.query(), [])
    const entries = work.services.audit.list(query)
    audited(work, {
      event: 'audit-viewed',
      action: 'R',
      ...(query.patientId !== undefined && { patientId: query.patientId }),
      detail: { found: entries.length },
    })
    const firstBroken = work.services.audit.firstBroken()
    return work.services.pages.render(context, 'audit/templates/audit.njk', { title: 'Audit trail', entries, query, firstBroken })
  })
}

/** A query from FHIR search parameters: patient, agent, date with ge and le, subtype. */
function queryOf({ patient, agent, subtype, date }: Record<string, string>, dates: readonly string[]): AuditQuery {
  const bound = (prefix: string) => [...dates, date ?? ''].find((text) => text.startsWith(prefix))?.slice(2)
  const [from, to] = [bound('ge'), bound('le')]
  return {
    ...(patient && { patientId: patient.replace('Patient/', '') }),
    ...(agent && { userId: agent.split('|').at(-1) ?? agent }),
    ...(subtype && { event: subtype }),
    ...(from && { from }),
    // A bare date means its whole day.
    ...(to && { to: to.length === 10 ? `${to}T23:59:59.999Z` : to }),
  }
}

/** Reading the audit trail; nobody can do more with it. */
export const audit: Area = {
  name: 'audit',
  migrations: auditMigrations,
  api: auditApi,
  pages: auditPages,
  menu: [{ text: 'Audit trail', href: '/audit', activity: 'B0011' }],
}
