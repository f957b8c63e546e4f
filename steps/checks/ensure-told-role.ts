import { check, finding } from './check.ts'

/** A national service is told in which of several roles the user calls: the one they chose. Source: API platform, NHSD-Session-URID. */
export const ensureToldRole = check('the national service is told the role the user chose', async ({ calls }, { service, subject, roleId }: { service: string; subject: string; roleId: string }) => {
  const made = await calls({ service, subject })
  if (made.length === 0) return finding('the service was not called', { expected: 'a call', seen: 'none' })
  return made.map((call) => {
    const told = call.header('nhsd-session-urid')
    return told !== roleId && finding('another role', { expected: roleId, seen: told ?? 'none named', at: call })
  })
})
