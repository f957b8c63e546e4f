import { tellsRequest } from '../../gp-connect/investigations.ts'
import { defect } from '../defect.ts'

export const resultsWithoutTheRequest = defect({
  name: 'results-without-the-request',
  requirement: 'GPCARS01',
  story: 'Tells what a laboratory found, and not who asked for it or why.',
  replaces: tellsRequest,
  with: () => false,
})
