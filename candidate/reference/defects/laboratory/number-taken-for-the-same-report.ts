import { replacedBy } from '../../laboratory/file-report.ts'
import { defect } from '../defect.ts'

export const numberTakenForTheSameReport = defect({
  name: 'number-taken-for-the-same-report',
  requirement: 'TIF-DDP-06',
  story: 'Goes by the laboratory’s number alone, and takes another patient’s result out of view.',
  replaces: replacedBy,
  with: (earlier) => earlier.filter(({ state }) => state !== 'replaced'),
})
