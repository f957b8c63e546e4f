import { NationalRefusal } from '../../national/answer.ts'
import { fetchNow } from '../../plans/find-records.ts'
import { defect } from '../defect.ts'

export const emptyPlanShown = defect({
  name: 'empty-plan-shown',
  requirement: 'TIF-CS-11',
  story: 'Shows an empty page when the holder does not give the plan out.',
  replaces: fetchNow,
  with: (work, pointer) =>
    fetchNow.proper(work, pointer).catch((failure: unknown) => {
      if (failure instanceof NationalRefusal) return { contentType: pointer.contentType, content: new Uint8Array() }
      throw failure
    }),
})
