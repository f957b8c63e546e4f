import { check, finding } from './check.ts'

/** NHS Notify holds this many invitations for the patient: with the text as it was written, in the practice's name. */
export const ensureInvited = check(
  'NHS Notify has the invitation as it was written',
  async ({ outside, calls }, { nhsNumber, text, times, practice }: { nhsNumber: string; text: string; times: number; practice: string }) => {
    const held = (await outside['nhs-notify'].listMessages({ nhsNumber })).filter(({ personalisation }) => times === 0 || Object.values(personalisation).includes(text))
    const at = (await calls({ service: 'nhs-notify', from: 'beginning', subject: nhsNumber })).at(-1)
    return [
      held.length !== times && finding('there more or less often', { expected: `${times} times`, seen: `${held.length} times`, at }),
      ...held.map(({ originator }) => times > 0 && originator !== practice && finding('in another name', { expected: practice, seen: originator ?? 'nobody named', at })),
    ]
  },
)

/** All went out together: several requests for one invitation cost the service more, and may be half done. Source: Send a batch of messages. */
export const ensureOneBatch = check('one batch for all', async ({ outside }, { nhsNumbers }: { nhsNumbers: readonly string[] }) => {
  const held = await Promise.all(nhsNumbers.map((nhsNumber) => outside['nhs-notify'].listMessages({ nhsNumber })))
  const batches = new Set(held.map((messages) => messages.at(-1)?.messageBatchReference ?? 'none'))
  return (batches.size !== 1 || batches.has('none')) && finding('several, or none', { expected: 'one batch reference', seen: [...batches].join(', ') })
})

/** What a request for somebody tells of anybody: NHS numbers where they belong, and nothing else. */
export const ensureOnlyNumbersTold = check(
  'NHS Notify is told nothing it does not need',
  async ({ calls }, { subject, secrets, text }: { subject: string; secrets: Readonly<Record<string, string>>; text: string }) => {
    const made = await calls({ service: 'nhs-notify', subject })
    if (made.length === 0) return finding('NHS Notify was not called', { expected: 'a call', seen: 'none' })
    return made.flatMap((call) => {
      const leaves = leavesOf(call.body).filter(({ value }) => value !== text)
      return [
        ...leaves
          .filter(({ pointer, value }) => /(?<!\d)\d{10}(?!\d)/.test(value) && !pointer.endsWith('/recipient/nhsNumber'))
          .map(({ pointer }) => finding('an NHS number where it does not belong', { expected: 'only as recipient', seen: pointer, at: call })),
        ...Object.entries(secrets).flatMap(([name, secret]) =>
          leaves.some(({ value }) => value.toLowerCase().includes(secret.toLowerCase())) ? [finding(`a patient's ${name}`, { expected: 'not told', seen: secret, at: call })] : [],
        ),
      ]
    })
  },
)

/** A text message lights up on a locked telephone: it holds none of the words of the matter. */
export const ensureTextMessageIsNeutral = check('the text message says nothing of the matter', async ({ outside }, { nhsNumber, text }: { nhsNumber: string; text: string }) => {
  const held = await outside['nhs-notify'].listMessages({ nhsNumber })
  if (held.length === 0) return finding('no message', { expected: 'one', seen: 'none' })
  const telling = words(text)
  return held.flatMap(({ personalisation, plan }) => {
    const sms = personalisation['sms_body'] ?? (plan.channels.includes('sms') ? personalisation['body'] : undefined)
    const told = words(String(sms ?? '')).filter((word) => telling.includes(word))
    return told.map((word) => finding('a word of the invitation', { expected: 'none', seen: word }))
  })
})

/** Words that say something: capitals, and what is longer than articles. */
const COMMON = new Set(['your', 'please', 'have', 'this', 'that', 'from', 'with'])
const words = (text: string) => (text.toLowerCase().match(/[a-z]{3,}/g) ?? []).filter((word) => !COMMON.has(word))

function leavesOf(value: unknown, pointer = ''): { pointer: string; value: string }[] {
  if (typeof value === 'string') return [{ pointer, value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => leavesOf(member, `${pointer}/${name}`))
}
