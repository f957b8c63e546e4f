import { isAddressedToUs } from '../../nhs111/receive.ts'
import { defect } from '../defect.ts'

export const reportForAnybodyTaken = defect({
  name: 'report-for-anybody-taken',
  requirement: '111-04',
  story: 'Files reports that are addressed to another practice.',
  replaces: isAddressedToUs,
  with: () => true,
})
