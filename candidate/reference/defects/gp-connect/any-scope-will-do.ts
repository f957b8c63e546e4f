import { scopeFits } from '../../gp-connect/token.ts'
import { defect } from '../defect.ts'

export const anyScopeWillDo = defect({
  name: 'any-scope-will-do',
  requirement: 'TIF-GPC-07',
  story: 'Checks that a scope is one of GP Connect’s, and not that it fits the call.',
  replaces: scopeFits,
  with: (scope) => /^(patient|organization)\/\*\.(read|write)( conf\/[NR])?$/.test(String(scope)),
})
