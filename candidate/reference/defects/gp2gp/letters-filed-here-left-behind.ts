import { documentsToSend } from '../../gp2gp/build-extract.ts'
import { lettersOf } from '../../patient-facing/record/letters.ts'
import { defect } from '../defect.ts'

export const lettersFiledHereLeftBehind = defect({
  name: 'letters-filed-here-left-behind',
  requirement: 'TIF-GP2GP-05',
  story: 'Sends the documents that came from elsewhere, and not the letters that were filed at the practice.',
  replaces: documentsToSend,
  with: (services, patient) => {
    const filedHere = new Set(lettersOf(services, patient.id).map(({ description }) => description))
    return documentsToSend.proper(services, patient).filter(({ entry }) => !filedHere.has(entry.term))
  },
})
