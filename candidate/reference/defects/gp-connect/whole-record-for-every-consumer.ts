import { areasToTell } from '../../gp-connect/record.ts'
import { defect } from '../defect.ts'

export const wholeRecordForEveryConsumer = defect({
  name: 'whole-record-for-every-consumer',
  requirement: 'GPCARS01',
  story: 'Sends allergies and medication along with whatever was asked for.',
  replaces: areasToTell,
  with: (areas) => areasToTell.proper([...areas, 'includeAllergies', 'includeMedication']),
})
