import { isUserId } from '../../directories/look-up.ts'
import { defect } from '../defect.ts'

export const shortNumbersLookedUp = defect({
  name: 'short-numbers-looked-up',
  requirement: 'TIF-DS-04',
  story: 'Sends the directory a number that cannot be one.',
  replaces: isUserId,
  with: (text) => /^\d+$/.test(text),
})
