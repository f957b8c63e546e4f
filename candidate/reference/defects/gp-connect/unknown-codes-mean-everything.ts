import { isKnownCode } from '../../gp-connect/record-request.ts'
import { defect } from '../defect.ts'

export const unknownCodesMeanEverything = defect({
  name: 'unknown-codes-mean-everything',
  requirement: 'TIF-GPC-11',
  story: 'Takes a code that it does not know for no filter.',
  replaces: isKnownCode,
  with: () => true,
})
