import { isClosed } from '../../national/scr.ts'
import { defect } from '../defect.ts'

export const refusedConsentIsAFailure = defect({
  name: 'refused-consent-is-a-failure',
  requirement: 'TIF-SCR-02',
  story: 'Shows that a patient has closed their summary as a failure of the service. Staff try again all day.',
  replaces: isClosed,
  with: () => false,
})
