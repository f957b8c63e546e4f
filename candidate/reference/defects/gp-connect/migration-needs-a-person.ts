import { INTERACTIONS } from '../../gp-connect/interactions.ts'
import { missingClaims } from '../../gp-connect/token.ts'
import { defect } from '../defect.ts'

export const migrationNeedsAPerson = defect({
  name: 'migration-needs-a-person',
  requirement: 'GPCARS01',
  story: 'Asks for a person behind every call, although records move by themselves.',
  replaces: missingClaims,
  with: (claims) => missingClaims.proper(claims, INTERACTIONS.structuredRecord),
})
