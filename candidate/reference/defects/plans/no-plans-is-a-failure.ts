import { unreadableAnswer } from '../../national/answer.ts'
import { NRL } from '../../national/nrl.ts'
import { findNationally } from '../../plans/find-records.ts'
import { defect } from '../defect.ts'

export const noPlansIsAFailure = defect({
  name: 'no-plans-is-a-failure',
  requirement: 'TIF-TECH-09',
  story: 'Takes an answer without pointers for one that cannot be read.',
  replaces: findNationally,
  with: async (work, wanted) => {
    const found = await findNationally.proper(work, wanted)
    if (found.length === 0) throw unreadableAnswer(NRL, 'no pointer in it')
    return found
  },
})
