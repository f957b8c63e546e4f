import { foreignFields } from '../../gp-connect/appointment-sent.ts'
import { defect } from '../defect.ts'

export const unknownFieldsPassedOver = defect({
  name: 'unknown-fields-passed-over',
  requirement: 'TIF-GPC-14',
  story: 'Reads what it knows of an appointment, and passes over the rest.',
  replaces: foreignFields,
  with: () => [],
})
