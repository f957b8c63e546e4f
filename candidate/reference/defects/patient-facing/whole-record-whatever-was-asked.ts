import { partsToTell } from '../../patient-facing/record/structured-record.ts'
import { defect } from '../defect.ts'

export const wholeRecordWhateverWasAsked = defect({
  name: 'whole-record-whatever-was-asked',
  requirement: 'E00357',
  story: 'Puts the record together once, whole, and sends it whatever was asked for.',
  replaces: partsToTell,
  with: () => ({ allergies: { resolved: true }, medication: { repeatOnly: false } }),
})
