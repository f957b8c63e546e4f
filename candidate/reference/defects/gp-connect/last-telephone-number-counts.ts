import { repeatedTelecom } from '../../gp-connect/registration-sent.ts'
import { defect } from '../defect.ts'

export const lastTelephoneNumberCounts = defect({
  name: 'last-telephone-number-counts',
  requirement: 'TIF-GPC-11',
  story: 'Lets the second number of a kind overwrite the first.',
  replaces: repeatedTelecom,
  with: () => undefined,
})
