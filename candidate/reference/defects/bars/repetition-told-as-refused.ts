import { isThereAlready } from '../../national/bars.ts'
import { defect } from '../defect.ts'

export const repetitionToldAsRefused = defect({
  name: 'repetition-told-as-refused',
  requirement: 'BARS01',
  story: 'Takes "this came before" for a refusal: the referral is shown as not sent for ever.',
  replaces: isThereAlready,
  with: () => false,
})
