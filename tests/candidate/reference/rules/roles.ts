import assert from 'node:assert/strict'
import { atTheDesk, refusedWith, signInAsClerk, type Rule } from '../support/rule.ts'

export const rules: Rule[] = [
  {
    rule: 'the chosen role counts, not all roles together',
    brokenBy: ['roles-add-up'],
    holds: async (clinic) => void (await refusedWith((await signInAsClerk(clinic)).request('GET', '/FHIR/R4/AuditEvent'), 'not-permitted')),
  },
  {
    rule: 'what a role may not do is refused on the server',
    brokenBy: ['rbac-only-hides-the-button'],
    holds: async (clinic) => {
      const desk = await atTheDesk(clinic)
      await refusedWith(desk.request('POST', '/FHIR/R4/AllergyIntolerance', { resourceType: 'AllergyIntolerance' }), 'not-permitted')
      await refusedWith(desk.request('GET', '/FHIR/R4/AuditEvent'), 'not-permitted')
      assert.equal((await desk.request('GET', '/audit')).status, 403)
    },
  },
]
