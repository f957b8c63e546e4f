import { onGivenUp } from '../../laboratory/stored-reports.ts'
import { defect } from '../defect.ts'

export const resultAskedForWithoutEnd = defect({
  name: 'result-asked-for-without-end',
  requirement: 'TIF-DDP-06',
  story: 'Means to try again whatever happens, and tells nobody that a result is waiting which never comes.',
  replaces: onGivenUp,
  with: () => undefined,
})
