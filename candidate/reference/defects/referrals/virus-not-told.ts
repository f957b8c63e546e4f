import { scanInWords } from '../../referrals/letter-files.ts'
import { defect } from '../defect.ts'

export const virusNotTold = defect({
  name: 'virus-not-told',
  requirement: 'TIF-ERS-02',
  story: 'Shows a letter as attached once it was uploaded, whatever the scan found.',
  replaces: scanInWords,
  with: () => ({ text: 'Attached', needsAction: false }),
})
