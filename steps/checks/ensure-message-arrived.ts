import { check, finding } from './check.ts'

/** The patient's NHS App holds exactly these messages: as they were written, from this practice. */
export const ensureMessageArrived = check(
  "the message is in the patient's NHS App as it was written",
  async (
    { outside, calls },
    { nhsNumber, text, times, practice }: { nhsNumber: string; text: string; times: number; practice: string },
  ) => {
    const held = await outside['nhs-app'].listCommunications({ nhsNumber })
    const sent = await calls({ service: 'nhs-app', subject: nhsNumber, from: 'beginning' })
    const at = sent.at(-1)
    return [
      held.length !== times && finding('there more or less often', { expected: `${times} times`, seen: `${held.length} times`, at }),
      ...held.flatMap((each) => [
        each.text !== text && finding('another text', { expected: brief(text), seen: brief(each.text), at }),
        each.channel === 'in-app' &&
          each.requester !== practice &&
          finding('from somebody else', { expected: practice, seen: each.requester ?? 'nobody named', at }),
      ]),
    ]
  },
)

/** The text goes to the inbox, which needs a sign-in. A push notification lights up on a locked screen. Source: NHS App API. */
export const ensureInInboxOnly = check(
  'the text is in the inbox and nowhere else',
  async ({ outside }, { nhsNumber, text }: { nhsNumber: string; text: string }) => {
    const held = await outside['nhs-app'].listCommunications({ nhsNumber })
    return [
      !held.some((each) => each.channel === 'in-app' && each.text === text) &&
        finding('not in the inbox', { expected: brief(text), seen: held.map(({ channel }) => channel) }),
      ...held.map(
        (each) =>
          each.channel === 'notification' &&
          each.text.includes(text) &&
          finding('in a notification', { expected: 'no notification with this text', seen: brief(each.text) }),
      ),
    ]
  },
)

const brief = (text: string) => (text.length > 80 ? `${text.slice(0, 80)}... (${text.length} characters)` : text)
