import { conversationId } from '../../demographics/register-patient.ts'
import { defect } from '../defect.ts'

export const conversationNamedAfterThePatient = defect({
  name: 'conversation-named-after-the-patient',
  requirement: 'TIF-IG-SHARE-01',
  story: 'Ties events together by the NHS number: it is unique, after all.',
  replaces: conversationId,
  with: (_work, nhsNumber) => `registration-${nhsNumber}`,
})
