import { cameBefore } from '../../nhs111/receive.ts'
import { defect } from '../defect.ts'

export const repeatedReportRefused = defect({
  name: 'repeated-report-refused',
  requirement: '111-02',
  story: 'Answers a report that it has already with a fault, so that its sender never learns that it is there.',
  replaces: cameBefore,
  with: () => false,
})
