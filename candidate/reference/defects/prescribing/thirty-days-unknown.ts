import { isLongSupply } from '../../prescribing/controlled-drugs.ts'
import { defect } from '../defect.ts'

export const thirtyDaysUnknown = defect({
  name: 'thirty-days-unknown',
  requirement: 'TIF-CD-02',
  story: 'Does not know the guidance of thirty days for controlled drugs.',
  replaces: isLongSupply,
  with: () => false,
})
