import { check, finding } from './check.ts'

/**
 * The calls were made under tokens that stand for these people, one after the other: healthcare workers signed in through
 * CIS2, neither the application by itself nor a colleague. Source: API platform, user-restricted access.
 */
export const ensureCalledInOwnName = check(
  'the national service is called in the name of whoever acts',
  async ({ calls, outside }, { service, subject, userIds }: { service: string; subject: string; userIds: readonly string[] }) => {
    const made = await calls({ service, subject })
    const holders: string[] = []
    for (const call of made) {
      const token = /^Bearer (.+)$/.exec(call.header('authorization') ?? '')?.[1] ?? ''
      const grant = await outside.oauth2.grantOf({ accessToken: token })
      holders.push(grant?.kind === 'healthcare-worker' ? grant.userId : (grant?.kind ?? 'nobody the platform knows'))
    }
    const inTurn = holders.filter((holder, at) => holder !== holders[at - 1])
    const same = inTurn.length === userIds.length && inTurn.every((holder, at) => holder === userIds[at])
    const wrong = holders.findIndex((holder) => !userIds.includes(holder))
    return !same && finding('in the name of somebody else', { expected: userIds, seen: inTurn, at: made[wrong < 0 ? made.length - 1 : wrong] })
  },
)
