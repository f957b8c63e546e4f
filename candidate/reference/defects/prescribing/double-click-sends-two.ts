import { isUnchanged } from '../../prescribing/sign-items.ts'
import { defect } from '../defect.ts'

export const doubleClickSendsTwo = defect({
  name: 'double-click-sends-two',
  requirement: 'TIF-CS-12',
  story: 'Looks whether an item is signed already before it asks EPS, and not after. Two clicks make two prescriptions.',
  replaces: isUnchanged,
  with: () => true,
})
