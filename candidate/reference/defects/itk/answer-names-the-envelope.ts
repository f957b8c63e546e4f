import { answeredId } from '../../itk/response.ts'
import { text } from '../../itk/tree.ts'
import { defect } from '../defect.ts'

export const answerNamesTheEnvelope = defect({
  name: 'answer-names-the-envelope',
  requirement: 'TIF-GFR-02',
  story: 'Answers with the id of the bundle, where the sender looks for that of the message header.',
  replaces: answeredId,
  with: (header, bundle) => text(bundle, 'id') ?? header.id,
})
