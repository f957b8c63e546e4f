import { isHereAlready } from '../../gp-connect/register-from-outside.ts'
import { defect } from '../defect.ts'

export const visitorsRegisteredTwice = defect({
  name: 'visitors-registered-twice',
  requirement: 'TIF-GPC-11',
  story: 'Registers a temporary patient once more, as though the first time had ended.',
  replaces: isHereAlready,
  with: (known) => isHereAlready.proper(known) && known?.registrations[0]?.type === 'permanent',
})
