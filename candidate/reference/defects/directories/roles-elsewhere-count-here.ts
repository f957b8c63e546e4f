import { rolesHere } from '../../directories/look-up.ts'
import { defect } from '../defect.ts'

export const rolesElsewhereCountHere = defect({
  name: 'roles-elsewhere-count-here',
  requirement: 'TIF-DS-04',
  story: 'Shows all roles of a colleague as if they were held at this practice.',
  replaces: rolesHere,
  with: (_work, { roles }) => roles.map(({ name }) => name),
})
