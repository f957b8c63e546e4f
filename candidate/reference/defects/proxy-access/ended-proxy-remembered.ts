import type { ProxyRole } from '../../national/validated-relationships.ts'
import { rolesBetween } from '../../proxy-access/acting-for.ts'
import { defect } from '../defect.ts'

const remembered = new Map<string, ProxyRole[]>()

export const endedProxyRemembered = defect({
  name: 'ended-proxy-remembered',
  requirement: 'E00206',
  story: 'Remembers that somebody may act, so that it need not ask for every call: what the practice ends goes on.',
  replaces: rolesBetween,
  with: async (context, between) => {
    const key = `${between.proxy} ${between.patient}`
    const known = remembered.get(key) ?? (await rolesBetween.proper(context, between))
    remembered.set(key, known)
    return known
  },
})
