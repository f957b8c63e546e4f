import { practiceShown } from '../../gp-connect/foundations.ts'
import { defect } from '../defect.ts'

export const practicesWithoutATelephone = defect({
  name: 'practices-without-a-telephone',
  requirement: 'GPCARS01',
  story: 'Shows the practice without a number to call.',
  replaces: practiceShown,
  with: (services) => {
    const { telecom: _number, ...shown } = practiceShown.proper(services)
    return { ...shown, resourceType: 'Organization' }
  },
})
