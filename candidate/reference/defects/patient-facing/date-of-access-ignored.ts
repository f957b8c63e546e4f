import { maySee } from '../../patient-facing/online-access.ts'
import { defect } from '../defect.ts'

export const dateOfAccessIgnored = defect({
  name: 'date-of-access-ignored',
  requirement: 'E00360',
  story: 'Knows one level of access, and shows all there is, back to birth.',
  replaces: maySee,
  with: (access, _date, needed) => maySee.proper(access, access.effectiveDate, needed),
})
