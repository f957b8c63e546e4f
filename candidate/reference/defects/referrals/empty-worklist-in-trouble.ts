import { entriesOn } from '../../referrals/worklists.ts'
import { Refusal } from '../../refusal.ts'
import { defect } from '../defect.ts'

export const emptyWorklistInTrouble = defect({
  name: 'empty-worklist-in-trouble',
  requirement: 'E00150',
  story: 'Shows an empty worklist when e-RS cannot be asked.',
  replaces: entriesOn,
  with: async (work, list) => {
    try {
      return await entriesOn.proper(work, list)
    } catch (error) {
      if (error instanceof Refusal) return []
      throw error
    }
  },
})
