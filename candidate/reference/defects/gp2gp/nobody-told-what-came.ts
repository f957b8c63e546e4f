import { tellOfWhatToDo } from '../../gp2gp/integrate.ts'
import { defect } from '../defect.ts'

export const nobodyToldWhatCame = defect({
  name: 'nobody-told-what-came',
  requirement: 'TIF-GP2GP-02',
  story: 'Takes the record over and tells nobody that there is something to review.',
  replaces: tellOfWhatToDo,
  with: () => undefined,
})
