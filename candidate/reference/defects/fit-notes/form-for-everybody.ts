import { formOffered } from '../../fit-notes/pages.ts'
import { defect } from '../defect.ts'

export const formForEverybody = defect({
  name: 'form-for-everybody',
  requirement: 'TIF-EMED3-01',
  story: 'Shows everybody the form, and tells those who may not issue a note only once they have filled it in.',
  replaces: formOffered,
  with: () => true,
})
