import { settle } from '../../safeguarding/fgm-indicator.ts'
import { defect } from '../defect.ts'

export const sharedAndStillOnTheList = defect({
  name: 'shared-and-still-on-the-list',
  requirement: 'TIF-CS-11',
  story: 'Leaves an indicator on the list of what is to be shared after it was shared.',
  replaces: settle,
  with: () => {},
})
