import { summariesStore } from '../../summaries/summaries-store.ts'
import { notTaken } from '../../summaries/bring-up-to-date.ts'
import { defect } from '../defect.ts'

export const unfinishedUploadIsDropped = defect({
  name: 'unfinished-upload-is-dropped',
  requirement: 'TIF-SCR-03',
  story: 'Writes a line into its log when an upload does not get through, and forgets it.',
  replaces: notTaken,
  with: (work, patient, upload, again) => {
    const status = notTaken.proper(work, patient, upload, again)
    summariesStore(work.services).setSent(patient.id, upload)
    summariesStore(work.services).dropPending(patient.id)
    return { ...status, state: 'current' }
  },
})
