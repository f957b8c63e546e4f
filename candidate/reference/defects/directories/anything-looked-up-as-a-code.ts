import { isOdsCode } from '../../directories/look-up.ts'
import { defect } from '../defect.ts'

export const anythingLookedUpAsACode = defect({
  name: 'anything-looked-up-as-a-code',
  requirement: 'TIF-DS-04',
  story: 'Sends the directories whatever was typed where a code belongs: names and addresses of people, too.',
  replaces: isOdsCode,
  with: () => true,
})
