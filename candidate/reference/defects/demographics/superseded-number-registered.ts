import { numberToKeep } from '../../demographics/register-patient.ts'
import { defect } from '../defect.ts'

export const supersededNumberRegistered = defect({
  name: 'superseded-number-registered',
  requirement: 'E00176',
  story: 'Registers the patient under the number that was asked for, although PDS answered with the one that has replaced it.',
  replaces: numberToKeep,
  with: (asked) => asked,
})
