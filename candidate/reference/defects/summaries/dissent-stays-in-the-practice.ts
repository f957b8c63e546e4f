import { tellNationally } from '../../summaries/set-preference.ts'
import { defect } from '../defect.ts'

export const dissentStaysInThePractice = defect({
  name: 'dissent-stays-in-the-practice',
  requirement: 'TIF-SCR-02',
  story: 'Writes down that the patient wants no summary. The one that is there stays open to everybody.',
  replaces: tellNationally,
  with: async () => {},
})
