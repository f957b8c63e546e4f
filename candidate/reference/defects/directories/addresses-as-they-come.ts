import { inOrder } from '../../national/dos.ts'
import { defect } from '../defect.ts'

export const addressesAsTheyCome = defect({
  name: 'addresses-as-they-come',
  requirement: 'TIF-TECH-09',
  story: 'Tries addresses in the order in which the answer happens to list them.',
  replaces: inOrder,
  with: (endpoints) => [...endpoints],
})
