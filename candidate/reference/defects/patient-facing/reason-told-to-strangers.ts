import { toldOfUnreachable } from '../../patient-facing/online-patient.ts'
import { PublishedError } from '../../patient-facing/published-error.ts'
import { defect } from '../defect.ts'

export const reasonToldToStrangers = defect({
  name: 'reason-told-to-strangers',
  requirement: 'TIF-GPC-18',
  story: 'Says why somebody’s record cannot be reached: that they are unknown, or that it is restricted.',
  replaces: toldOfUnreachable,
  with: (patient) =>
    patient ? new PublishedError('ACCESS_DENIED', { diagnostics: 'The record is restricted.' }) : new PublishedError('NO_RECORD_FOUND'),
})
