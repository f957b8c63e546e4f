import { standsAt } from '../../referrals/refresh-referral.ts'
import { defect } from '../defect.ts'

export const standsWhereWeLeftIt = defect({
  name: 'stands-where-we-left-it',
  requirement: 'E00150',
  story: 'Shows where a referral stood when the practice last changed it.',
  replaces: standsAt,
  with: async (_work, { national }) => national,
})
