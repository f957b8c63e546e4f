import { isOfPatient } from '../../gp2gp/receive-extract.ts'
import { defect } from '../defect.ts'

export const recordFiledForWhoeverWasAskedFor = defect({
  name: 'record-filed-for-whoever-was-asked-for',
  requirement: 'TIF-GP2GP-03',
  story: 'Files what comes in a conversation with the patient it was about, without looking whose record it is.',
  replaces: isOfPatient,
  with: () => true,
})
