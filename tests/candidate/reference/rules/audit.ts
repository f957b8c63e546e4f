import assert from 'node:assert/strict'
import { PRACTICE, privacyOfficer, receptionist } from '../support/clinic.ts'
import { atTheDesk, done, PATIENT, refusedWith, trail, type Rule } from '../support/rule.ts'

export const rules: Rule[] = [
  {
    rule: 'a refused request is in the trail with its code',
    brokenBy: ['refusals-leave-no-trace'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      await desk.request('GET', '/FHIR/R4/AuditEvent')
      const entries = await trail(clinic)
      assert.ok(
        entries.some(
          (entry: any) =>
            entry.outcome === '4' && entry.outcomeDesc === 'not-permitted' && entry.agent[0].who.identifier.value === receptionist.id,
        ),
      )
    },
  },
  {
    rule: 'looking at a record is in the trail',
    brokenBy: ['views-leave-no-trace'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      await done(desk.request('GET', PATIENT))
      const entries = await trail(clinic, '?patient=Patient/1')
      assert.ok(entries.some((entry: any) => entry.subtype[0].code === 'patient-viewed' && entry.action === 'R'))
    },
  },
  {
    rule: 'signing in is in the trail',
    brokenBy: ['sign-ins-leave-no-trace'],
    holds: async (clinic) => {
      await clinic.signIn(receptionist)
      const entries = await trail(clinic, `?agent=${receptionist.id}`)
      assert.ok(entries.some((entry: any) => entry.subtype[0].code === 'sign-in'))
    },
  },
  {
    rule: 'an entry names the person, the role, the organisation and the device',
    brokenBy: ['audit-names-the-system', 'audit-forgets-the-role', 'audit-without-device'],
    holds: async (clinic) => {
      await atTheDesk(clinic)
      const entry = (await trail(clinic)).find((each: any) => each.subtype[0].code === 'patient-registered')
      const [agent] = entry.agent
      assert.equal(agent.who.identifier?.value, receptionist.id)
      assert.equal(agent.role[0].coding[0].code, receptionist.roles[0]!.id)
      assert.match(agent.role[0].text, new RegExp(PRACTICE))
      assert.ok(agent.network.address)
      assert.equal(entry.source.site, PRACTICE)
    },
  },
  {
    rule: 'nobody changes or deletes an entry, and the chain holds',
    brokenBy: ['audit-entry-can-be-deleted', 'audit-entry-can-be-changed'],
    holds: async (clinic) => {
      await atTheDesk(clinic)
      const officer = await clinic.signIn(privacyOfficer)
      await refusedWith(officer.request('DELETE', '/FHIR/R4/AuditEvent/1'), 'not-permitted')
      await refusedWith(
        officer.request('PUT', '/FHIR/R4/AuditEvent/1', { resourceType: 'AuditEvent', recorded: '2000-01-01T00:00:00Z' }),
        'not-permitted',
      )
      assert.throws(() => clinic.app.services.database.run('DELETE FROM audit WHERE seq = 1'), /append-only/)
      assert.equal(clinic.app.services.audit.firstBroken(), undefined)
    },
  },
]
