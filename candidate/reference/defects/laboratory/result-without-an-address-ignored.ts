import { onUnknownAddress } from '../../laboratory/stored-reports.ts'
import { defect } from '../defect.ts'

export const resultWithoutAnAddressIgnored = defect({
  name: 'result-without-an-address-ignored',
  requirement: 'TIF-DDP-06',
  story: 'Takes an event that does not say where the result is for one that is about nothing.',
  replaces: onUnknownAddress,
  with: () => undefined,
})
