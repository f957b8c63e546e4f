import { permissionInHl7 } from '../../summaries/hl7/hl7-route.ts'
import { defect } from '../defect.ts'

export const wishToldAsTheFhirApiWordsIt = defect({
  name: 'wish-told-as-the-fhir-api-words-it',
  requirement: 'TIF-SCR-02',
  story: 'Tells access control in the words of the FHIR API. The Spine has another word for having to ask.',
  replaces: permissionInHl7,
  with: (permission) => permission,
})
