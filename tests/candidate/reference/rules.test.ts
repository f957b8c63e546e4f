import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defects } from '../../../candidate/reference/defects/index.ts'
import { openClinic } from './support/clinic.ts'
import { rules, type Rule } from './support/rules.ts'

/** Opens a practice, looks whether a rule holds, and closes it. */
async function look({ holds }: Rule): Promise<void> {
  const clinic = await openClinic()
  try {
    await holds(clinic)
  } finally {
    await clinic.close()
  }
}

for (const rule of rules) test(rule.rule, () => look(rule))

for (const defect of defects) {
  test(`${defect.name} is noticed`, async () => {
    const broken = rules.filter(({ brokenBy }) => brokenBy.includes(defect.name))
    assert.ok(broken.length > 0, 'no rule names this defect')
    for (const rule of broken) {
      const undo = defect.apply()
      try {
        await assert.rejects(look(rule), `"${rule.rule}" holds with ${defect.name}`)
      } finally {
        undo()
      }
    }
  })
}
