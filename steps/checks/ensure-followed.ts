import { check, finding } from './check.ts'

const EVENTS = ['pds-record-change-1', 'pds-death-notification-1', 'pds-change-of-gp-1']

/** The practice's own subscriptions that name a patient. */
const ofPatient = <S extends { criteria: string }>(subscriptions: readonly S[], nhsNumber: string): S[] => subscriptions.filter(({ criteria }) => criteria.includes(`|${nhsNumber}`))

/** One patient is followed, by explicit subscription: the events that a practice has to hear of, to a mailbox of the practice. Source: NEMS, explicit subscription rules. */
export const ensureFollowed = check('the patient is followed', async ({ outside, calls }, { nhsNumber, practice }: { nhsNumber: string; practice: string }) => {
  const at = (await calls({ service: 'nems', subject: nhsNumber, from: 'beginning' })).at(-1)
  const found = ofPatient(await outside.nems.listSubscriptions({ organisation: practice }), nhsNumber)
  const events = found.flatMap(({ criteria }) => new URLSearchParams(criteria.slice(criteria.indexOf('?') + 1)).getAll('MessageHeader.event'))
  const mailbox = await outside.mesh.mailboxOf({ odsCode: practice, workflowId: 'GPFED_CONSULT_REPORT' })
  const elsewhere = found.find((each) => each.mailbox !== mailbox)
  return [
    ...EVENTS.map((event) => !events.includes(event) && finding('an event is not subscribed to', { expected: event, seen: events, at })),
    elsewhere && finding('events go to another mailbox', { expected: mailbox, seen: elsewhere.mailbox, at }),
  ]
})

/** Each event of a patient is subscribed to so often: once, or not at all any more. */
export const ensureFollowedTimes = check('the patient is followed as often as they should be', async ({ outside, calls }, { nhsNumber, practice, times }: { nhsNumber: string; practice: string; times: 0 | 1 }) => {
  const at = (await calls({ service: 'nems', from: 'beginning', subject: nhsNumber })).at(-1)
  const found = ofPatient(await outside.nems.listSubscriptions({ organisation: practice }), nhsNumber)
  const often = EVENTS.map((event) => found.filter(({ criteria }) => criteria.includes(`MessageHeader.event=${event}`)).length)
  return often.some((count) => count !== times) && finding('more or less often', { expected: times, seen: found.map(({ criteria }) => criteria), at })
})
