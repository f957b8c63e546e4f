import { unknownNames } from '../../gp-connect/record-request.ts'
import { defect } from '../defect.ts'

export const unknownParametersPassedOver = defect({
  name: 'unknown-parameters-passed-over',
  requirement: 'GPCARS01',
  story: 'Passes over what it does not know, so that nobody notices what is missing.',
  replaces: unknownNames,
  with: () => [],
})
