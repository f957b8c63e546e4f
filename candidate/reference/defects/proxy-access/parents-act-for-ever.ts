import { endOfRole } from '../../proxy-access/change-proxies.ts'
import { defect } from '../defect.ts'

export const parentsActForEver = defect({
  name: 'parents-act-for-ever',
  requirement: 'E00206',
  story: 'Enters parental responsibility without an end: nobody thinks of it again when the child grows up.',
  replaces: endOfRole,
  with: (work, patient, basis) => {
    endOfRole.proper(work, patient, basis)
    return undefined
  },
})
