import { removalFor } from '../../adjustments/change-adjustments.ts'
import { defect } from '../defect.ts'

export const removalReasonFilledIn = defect({
  name: 'removal-reason-filled-in',
  requirement: 'TIF-FLAG-01',
  story: 'Fills in why something is removed: no longer needed, whatever the user says or does not say.',
  replaces: removalFor,
  with: ({ comment }) => ({ reason: 'DoesntApply', comment: comment ?? '' }),
})
