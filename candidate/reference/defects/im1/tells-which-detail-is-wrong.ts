import { Im1Error } from '../../im1/im1-error.ts'
import { toldOfMismatch } from '../../im1/link.ts'
import { defect } from '../defect.ts'

export const tellsWhichDetailIsWrong = defect({
  name: 'tells-which-detail-is-wrong',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Is helpful: it tells which detail was wrong, so that one after the other can be tried.',
  replaces: toldOfMismatch,
  with: (what) => new Im1Error('RESOURCE_NOT_FOUND', `The ${what} is not correct.`),
})
