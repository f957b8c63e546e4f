import type { Pointer } from '../../national/nrl.ts'
import { findNationally, pointerNow } from '../../plans/find-records.ts'
import { defect, swap } from '../defect.ts'

const listed = new Map<string, Pointer>()

export const listedPlanOpenedUnseen = defect({
  name: 'listed-plan-opened-unseen',
  requirement: 'TIF-TECH-09',
  story: 'Follows the pointer as it was listed, without looking whether it is still there.',
  replaces: pointerNow,
  with: async (work, id) => listed.get(id) ?? pointerNow.proper(work, id),
  also: [
    swap(findNationally, async (work, wanted) => {
      const found = await findNationally.proper(work, wanted)
      for (const pointer of found) listed.set(pointer.id, pointer)
      return found
    }),
  ],
})
