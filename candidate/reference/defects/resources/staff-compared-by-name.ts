import { alreadyOnRecord } from '../../resources/staff.ts'
import { defect } from '../defect.ts'

export const staffComparedByName = defect({
  name: 'staff-compared-by-name',
  requirement: 'E00154',
  story: 'Knows staff by their names. Who married since joins a second time, under the same national id.',
  replaces: alreadyOnRecord,
  with: (staff, joining) => staff.find(({ given, family }) => given === joining.given && family === joining.family),
})
