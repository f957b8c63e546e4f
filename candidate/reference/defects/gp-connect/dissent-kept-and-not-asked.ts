import { dissents } from '../../gp-connect/sharing.ts'
import { defect } from '../defect.ts'

export const dissentKeptAndNotAsked = defect({
  name: 'dissent-kept-and-not-asked',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Writes down that a patient says no, and never looks at it again.',
  replaces: dissents,
  with: () => false,
})
