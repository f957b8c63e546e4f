import { fetchRecord } from '../../demographics/open-patient.ts'
import { defect } from '../defect.ts'

export const recordReadTwice = defect({
  name: 'record-read-twice',
  requirement: 'TIF-PDS-06',
  story: 'Reads the record to see whether PDS is there, and then reads it.',
  replaces: fetchRecord,
  with: async (work, nhsNumber) => {
    await fetchRecord.proper(work, nhsNumber)
    return fetchRecord.proper(work, nhsNumber)
  },
})
