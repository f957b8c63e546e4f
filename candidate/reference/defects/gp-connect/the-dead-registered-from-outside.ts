import { whyNotFromOutside } from '../../gp-connect/register-from-outside.ts'
import { defect } from '../defect.ts'

export const theDeadRegisteredFromOutside = defect({
  name: 'the-dead-registered-from-outside',
  requirement: 'TIF-GPC-22',
  story: 'Does not look whether PDS says that somebody has died.',
  replaces: whyNotFromOutside,
  with: (sent, record) => {
    const { deceasedDateTime: _death, ...patient } = record.patient
    return whyNotFromOutside.proper(sent, { ...record, patient })
  },
})
