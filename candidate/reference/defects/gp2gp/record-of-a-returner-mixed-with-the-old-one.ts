import { isKeptApart } from '../../gp2gp/receive-extract.ts'
import { defect } from '../defect.ts'

export const recordOfAReturnerMixedWithTheOldOne = defect({
  name: 'record-of-a-returner-mixed-with-the-old-one',
  requirement: 'TIF-GP2GP-04',
  story: 'Takes the record of somebody who comes back over like any other: what is here already is there twice.',
  replaces: isKeptApart,
  with: () => false,
})
