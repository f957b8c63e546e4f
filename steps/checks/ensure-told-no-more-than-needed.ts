import { check, finding } from './check.ts'

/** Where the patient's NHS number belongs in a CommunicationRequest; nowhere else. */
const RECIPIENT = /^\/recipient\/0\/identifier\/value$/

/**
 * A request names the patient by NHS number, where the API asks for it, and holds nothing else that tells who they are.
 * `secrets` are those facts by name. Source: UK GDPR, article 5(1)(c); NHS App API, Send an in-app message.
 */
export const ensureToldNoMoreThanNeeded = check(
  'the service is told nothing it does not need',
  async (
    { calls },
    {
      service,
      subject,
      nhsNumber,
      secrets,
    }: { service: string; subject: string; nhsNumber: string; secrets: Readonly<Record<string, string>> },
  ) => {
    const made = await calls({ service, subject })
    if (made.length === 0) return finding('the service was not called', { expected: 'a call', seen: 'none' })
    return made.flatMap((call) => {
      const leaves = leavesOf(call.body)
      const elsewhere = leaves.filter(({ pointer, text }) => text.includes(nhsNumber) && !RECIPIENT.test(pointer))
      const told = Object.entries(secrets).filter(([, value]) =>
        leaves.some(({ text }) => text.toLowerCase().includes(value.toLowerCase())),
      )
      return [
        ...elsewhere.map(({ pointer }) =>
          finding('the NHS number where it does not belong', { expected: 'only as recipient', seen: pointer, at: call }),
        ),
        ...told.map(([name, value]) => finding(`the patient's ${name}`, { expected: 'not told', seen: value, at: call })),
      ]
    })
  },
)

/** Every text in a JSON value, with where it is. */
function leavesOf(value: unknown, pointer = ''): { pointer: string; text: string }[] {
  if (typeof value === 'string') return [{ pointer, text: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => leavesOf(member, `${pointer}/${name}`))
}
