import { isAbout } from '../../plans/find-records.ts'
import { defect } from '../defect.ts'

export const planOfWhoever = defect({
  name: 'plan-of-whoever',
  requirement: 'TIF-CS-10',
  story: 'Opens what the pointer leads to in the record that happens to be open.',
  replaces: isAbout,
  with: () => true,
})
