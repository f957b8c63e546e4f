import { fileDocument } from '../../gp2gp/integrate.ts'
import { defect } from '../defect.ts'

export const attachmentsDropped = defect({
  name: 'attachments-dropped',
  requirement: 'TIF-GP2GP-05',
  story: 'Takes the entries of a record over and not the files that came with it.',
  replaces: fileDocument,
  with: () => undefined,
})
