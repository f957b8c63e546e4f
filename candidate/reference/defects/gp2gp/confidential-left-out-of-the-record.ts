import { recordToSend } from '../../gp2gp/build-extract.ts'
import { defect } from '../defect.ts'

export const confidentialLeftOutOfTheRecord = defect({
  name: 'confidential-left-out-of-the-record',
  requirement: 'TIF-IG-PRIV-01',
  story: 'Leaves what is kept in confidence out of the record that it sends: the next practice does not know of the allergy.',
  replaces: recordToSend,
  with: (services, patient) => {
    const { entries, files } = recordToSend.proper(services, patient)
    return { entries: entries.filter(({ marks = [] }) => marks.length === 0), files }
  },
})
