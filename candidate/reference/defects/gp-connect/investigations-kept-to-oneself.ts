import { isReportTold } from '../../gp-connect/investigations.ts'
import { defect } from '../defect.ts'

export const investigationsKeptToOneself = defect({
  name: 'investigations-kept-to-oneself',
  requirement: 'GPCARS01',
  story: 'Says that no investigations are recorded, whatever laboratories have sent.',
  replaces: isReportTold,
  with: () => false,
})
