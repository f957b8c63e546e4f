import { afterSessionEnd } from '../../http/sign-in-state.ts'
import { defect } from '../defect.ts'

export const sessionEndsWithoutAWord = defect({
  name: 'session-ends-without-a-word',
  requirement: 'TIF-IG-WORK-01',
  story: 'Sends somebody whose session has ended straight to CIS2, where they are often still known: they are back before they know that they had gone.',
  replaces: afterSessionEnd,
  with: () => '/sign-in',
})
