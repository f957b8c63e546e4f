import { registrationFromOutside } from '../../gp-connect/register-from-outside.ts'
import { defect } from '../defect.ts'

export const leaversComeBackForGood = defect({
  name: 'leavers-come-back-for-good',
  requirement: 'TIF-GPC-18',
  story: 'Takes up the registration that somebody had before they left.',
  replaces: registrationFromOutside,
  with: (startedOn, accountableGp, before) => ({ ...registrationFromOutside.proper(startedOn, accountableGp, before), type: before?.registrations[0]?.type ?? 'temporary' }),
})
