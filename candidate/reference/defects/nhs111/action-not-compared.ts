import { isSameService } from '../../nhs111/envelope.ts'
import { defect } from '../defect.ts'

export const actionNotCompared = defect({
  name: 'action-not-compared',
  requirement: '111-02',
  story: 'Takes a report under whatever action it is sent.',
  replaces: isSameService,
  with: () => true,
})
