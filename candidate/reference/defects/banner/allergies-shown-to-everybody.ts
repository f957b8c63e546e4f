import { seesClinicalData } from '../../session/permission.ts'
import { defect } from '../defect.ts'

export const allergiesShownToEverybody = defect({
  name: 'allergies-shown-to-everybody',
  requirement: 'PAB-0008',
  story: 'Shows allergies to whoever opens the record, the receptionist included.',
  replaces: seesClinicalData,
  with: () => true,
})
