import { foreignParameters } from '../../gp-connect/migration-request.ts'
import { defect } from '../defect.ts'

export const whateverElseIsAskedPassedOver = defect({
  name: 'whatever-else-is-asked-passed-over',
  requirement: 'TIF-GPC-11',
  story: 'Moves the whole record, and passes over what else was asked for.',
  replaces: foreignParameters,
  with: () => [],
})
