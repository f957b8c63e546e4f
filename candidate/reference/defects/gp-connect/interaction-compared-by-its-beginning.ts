import { interactionNamed } from '../../gp-connect/caller.ts'
import { defect } from '../defect.ts'

export const interactionComparedByItsBeginning = defect({
  name: 'interaction-compared-by-its-beginning',
  requirement: 'TIF-GPC-06',
  story: 'Accepts every interaction of GP Connect that there is, at whichever address.',
  replaces: interactionNamed,
  with: (id, served) => (id.startsWith('urn:nhs:names:services:gpconnect:') && !id.endsWith(':nothing-1') ? served[0] : undefined),
})
