import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadDefects } from '../../../candidate/reference/defects/load-defects.ts'
import { openClinic } from './support/clinic.ts'
import { rules as audit } from './rules/audit.ts'
import { rules as banner } from './rules/banner.ts'
import { rules as nationalServices } from './rules/national-services.ts'
import { rules as registration } from './rules/registration.ts'
import { rules as roles } from './rules/roles.ts'
import { rules as sessions } from './rules/sessions.ts'
import { rules as signIn } from './rules/sign-in.ts'
import { rules as updates } from './rules/updates.ts'
import type { Rule } from './support/rule.ts'

const defects = await loadDefects()
const rules: Rule[] = [...signIn, ...roles, ...sessions, ...audit, ...nationalServices, ...updates, ...registration, ...banner]

/** Opens a practice, looks whether a rule holds, and closes it. */
async function look({ holds }: Rule): Promise<void> {
  const clinic = await openClinic()
  try {
    await holds(clinic)
  } finally {
    await clinic.close()
  }
}

for (const rule of rules) {
  test(rule.rule, () => look(rule))

  for (const name of rule.brokenBy) {
    test(`${rule.rule}: not with ${name}`, async () => {
      const defect = defects.find((each) => each.name === name)
      assert.ok(defect, `there is no defect ${name}`)
      const undo = defect.apply()
      try {
        await assert.rejects(look(rule))
      } finally {
        undo()
      }
    })
  }
}
