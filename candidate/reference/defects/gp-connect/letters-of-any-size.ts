import { isTooLarge } from '../../gp-connect/documents.ts'
import { defect } from '../defect.ts'

export const lettersOfAnySize = defect({
  name: 'letters-of-any-size',
  requirement: 'TIF-GPC-11',
  story: 'Sends documents of any size, which the Spine does not take.',
  replaces: isTooLarge,
  with: () => false,
})
