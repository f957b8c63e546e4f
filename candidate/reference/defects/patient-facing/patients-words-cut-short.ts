import { wordsToKeep } from '../../patient-facing/appointments/book.ts'
import { defect } from '../defect.ts'

export const patientsWordsCutShort = defect({
  name: 'patients-words-cut-short',
  requirement: 'TIF-GPC-16',
  story: 'Cuts off what does not fit into its own field of 255 characters.',
  replaces: wordsToKeep,
  with: (request) =>
    wordsToKeep.proper({ ...request, description: request.description.slice(0, 100), comment: request.comment.slice(0, 150) }),
})
