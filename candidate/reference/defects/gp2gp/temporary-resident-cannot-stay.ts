import { becomesRegular } from '../../demographics/register-patient.ts'
import { defect } from '../defect.ts'

export const temporaryResidentCannotStay = defect({
  name: 'temporary-resident-cannot-stay',
  requirement: 'GP2GP_Req_02',
  story: 'Takes a temporary resident for somebody who is on the list already, and registers them no further.',
  replaces: becomesRegular,
  with: () => false,
})
