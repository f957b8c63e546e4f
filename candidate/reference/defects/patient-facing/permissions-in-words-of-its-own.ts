import { permissionsShown } from '../../patient-facing/permissions-routes.ts'
import { defect } from '../defect.ts'

export const permissionsInWordsOfItsOwn = defect({
  name: 'permissions-in-words-of-its-own',
  requirement: 'GPCPFAR01',
  story: 'Answers with the names of its own settings: what the app expects it does not find.',
  replaces: permissionsShown,
  with: (access, offered) => ({
    record: offered.record ? access.current : 'off',
    prescriptions: offered.prescriptions ? access.prescriptions : 'off',
  }),
})
