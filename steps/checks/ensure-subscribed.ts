import { check, finding } from './check.ts'

/** Event types a GP system has to hear of. Source: MNS events catalogue; NEMS01, MNS01. */
const WANTED = ['pds-record-change-2', 'pds-death-notification-2', 'gpreg-change-gp-req-1']

/** Limited to this practice, or to those that use this supplier's system. */
const isLimited = (criteria: string, practice: string): boolean => criteria.toUpperCase().includes(practice) || /_manufacturer_org\s*=\s*'?\w/i.test(criteria)

/** The practice is subscribed to what it needs, limited to its own patients: signals name people. */
export const ensureSubscribed = check('the practice hears of what it has to, and of nobody else', async ({ outside }, { practice, wanted = WANTED }: { practice: string; wanted?: readonly string[] }) => {
  const held = await outside.mns.listSubscriptions({})
  const criteria = held.map(({ resource }) => resource.criteria)
  return [
    ...wanted.map((type) => !criteria.some((each) => each.includes(type)) && finding('not subscribed', { expected: type, seen: criteria.join(' | ') || 'nothing' })),
    ...criteria.map((each) => !isLimited(each, practice) && finding('hears of everybody', { expected: `limited to ${practice}`, seen: each })),
    criteria.length > new Set(criteria).size && finding('subscribed twice', { expected: 'each once', seen: criteria.join(' | ') }),
  ]
})
