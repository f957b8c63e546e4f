import { routeTo, type Route } from '../../directories/look-up.ts'
import { defect } from '../defect.ts'

const remembered = new Map<string, Route>()

export const systemRemembered = defect({
  name: 'system-remembered',
  requirement: 'TIF-SDS-01',
  story: 'Looks a system up once and keeps it: when the practice moves to another, messages go to the old one.',
  replaces: routeTo,
  with: async (work, odsCode, interaction) => {
    const key = `${odsCode} ${interaction}`
    const known = remembered.get(key) ?? (await routeTo.proper(work, odsCode, interaction))
    if (known) remembered.set(key, known)
    return known
  },
})
