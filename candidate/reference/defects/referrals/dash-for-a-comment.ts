import { commentGiven } from '../../referrals/cancel-referral.ts'
import { defect } from '../defect.ts'

export const dashForAComment = defect({
  name: 'dash-for-a-comment',
  requirement: 'E00150',
  story: 'Fills in a dash where a comment is demanded and none was written.',
  replaces: commentGiven,
  with: ({ comments }) => comments || '-',
})
