import { formAfterRefusal } from '../../demographics/edit-pages.ts'
import { defect } from '../defect.ts'

export const formEmptiedAfterRefusal = defect({
  name: 'form-emptied-after-refusal',
  requirement: 'TIF-CS-11',
  story: 'Shows the form as it was before when saving fails: what the user typed has to be typed again, if anybody remembers it.',
  replaces: formAfterRefusal,
  with: (_typed, known) => known,
})
