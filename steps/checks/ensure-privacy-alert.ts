import { check, finding } from './check.ts'

/** The Privacy Officer of the practice was told exactly once, of this and by whom. Source: SCR FHIR API, Send a privacy alert message. */
export const ensurePrivacyAlert = check(
  'the Privacy Officer is told, once',
  async ({ outside }, { nhsNumber, type, reason, userId, practice }: { nhsNumber: string; type: string; reason: string; userId: string; practice: string }) => {
    const told = (await outside.scr.listAlerts({ nhsNumber })).filter((alert) => alert.type === type)
    const [alert, ...more] = told
    if (!alert) return finding('nobody was told', { expected: `an alert of type ${type}`, seen: 'none' })
    const named = ((alert.resource['agent'] ?? []) as { who?: { identifier?: { system?: string; value?: string } } }[]).map(({ who }) => who?.identifier)
    const user = named.find((identifier) => identifier?.system === 'https://fhir.nhs.uk/Id/sds-user-id')?.value
    return [
      more.length > 0 && finding('told more than once', { expected: 1, seen: told.length }),
      alert.reason !== reason && finding('another reason', { expected: reason, seen: alert.reason }),
      alert.organisation !== practice && finding('another organisation', { expected: practice, seen: alert.organisation }),
      alert.userId !== userId && finding('sent by somebody else', { expected: userId, seen: alert.userId ?? 'nobody' }),
      user !== userId && finding('names somebody else', { expected: userId, seen: user ?? 'nobody' }),
    ]
  },
)

/** Nobody was told, because there was nothing to tell. */
export const ensureNoPrivacyAlert = check('the Privacy Officer is not troubled', async ({ outside }, { nhsNumber }: { nhsNumber: string }) => {
  const told = await outside.scr.listAlerts({ nhsNumber })
  return told.map(({ type, reason }) => finding('an alert was raised', { expected: 'none', seen: `type ${type}, reason ${reason}` }))
})
