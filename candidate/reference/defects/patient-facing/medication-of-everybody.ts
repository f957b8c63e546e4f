import { findRepeat, repeatsOf } from '../../patient-facing/prescriptions/repeats.ts'
import { defect } from '../defect.ts'

export const medicationOfEverybody = defect({
  name: 'medication-of-everybody',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Joins the table of repeat medication without the patient.',
  replaces: repeatsOf,
  with: ({ database }) =>
    database
      .all<{ id: string }>('SELECT id FROM repeat_medication ORDER BY authored_at')
      .flatMap(({ id }) => findRepeat({ database }, id) ?? []),
})
