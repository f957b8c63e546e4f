import { parseMessage } from '../../itk/read-message.ts'
import { defect } from '../defect.ts'

export const onlyOneFormOfFhir = defect({
  name: 'only-one-form-of-fhir',
  requirement: 'GPCM-C-2',
  story: 'Reads FHIR in XML, as all senders have used so far, and nothing else.',
  replaces: parseMessage,
  with: (content) => (content.trimStart().startsWith('<') ? parseMessage.proper(content) : undefined),
})
