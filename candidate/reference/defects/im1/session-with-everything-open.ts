import { permissionsOf } from '../../im1/authenticate.ts'
import { defect } from '../defect.ts'

export const sessionWithEverythingOpen = defect({
  name: 'session-with-everything-open',
  requirement: 'TIF-IM1-01',
  story: 'Tells every app that everything is open, and leaves it to the patient to find out.',
  replaces: permissionsOf,
  with: (access) => permissionsOf.proper({ ...access, current: 'full', prescriptions: 'manage', appointments: true }, () => true),
})
