import { versionShown } from '../../gp-connect/foundations.ts'
import { defect } from '../defect.ts'

export const readsWithoutAVersion = defect({
  name: 'reads-without-a-version',
  requirement: 'GPCARS01',
  story: 'Tells what is looked at, and not which version it is.',
  replaces: versionShown,
  with: () => ({}),
})
