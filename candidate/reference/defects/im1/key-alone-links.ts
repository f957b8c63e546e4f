import { isBirthDate, isSurname } from '../../im1/link.ts'
import { defect, swap } from '../defect.ts'

export const keyAloneLinks = defect({
  name: 'key-alone-links',
  requirement: 'TIF-IM1-01',
  story: 'Takes the key for proof enough: whoever finds the letter links an app, whoever they are.',
  replaces: isSurname,
  with: () => true,
  also: [swap(isBirthDate, () => true)],
})
