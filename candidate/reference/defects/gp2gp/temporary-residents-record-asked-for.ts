import { isAskedFor } from '../../gp2gp/plan-transfer.ts'
import { defect } from '../defect.ts'

export const temporaryResidentsRecordAskedFor = defect({
  name: 'temporary-residents-record-asked-for',
  requirement: 'GP2GP_Req_01',
  story: 'Asks for the record of everybody who is registered, temporary residents included.',
  replaces: isAskedFor,
  with: (facts, practice) => isAskedFor.proper({ ...facts, temporary: false }, practice),
})
