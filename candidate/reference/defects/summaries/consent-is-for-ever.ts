import { permissionFor } from '../../summaries/set-preference.ts'
import { defect } from '../defect.ts'

export const consentIsForEver = defect({
  name: 'consent-is-for-ever',
  requirement: 'TIF-SCR-02',
  story: 'Tells Spine Yes for a patient who wants a summary: nobody has to ask them any more.',
  replaces: permissionFor,
  with: (preference) => (preference === 'dissent' ? 'No' : 'Yes'),
})
