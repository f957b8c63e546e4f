import { demandRecruiter } from '../../directories/look-up.ts'
import { defect } from '../defect.ts'

export const everybodyLooksUpWorkers = defect({
  name: 'everybody-looks-up-workers',
  requirement: 'TIF-IG-RBAC-01',
  story: 'Lets whoever is signed in look up who holds a smartcard.',
  replaces: demandRecruiter,
  with: () => {},
})
