import { behaviour } from '../behaviour.ts'
import { audited } from '../audit/audited.ts'
import type { NationalLetter, NationalReferral } from '../national/ers/types.ts'
import { Refusal } from '../refusal.ts'
import type { Work } from '../work.ts'
import { changeReferral, type SentReferral } from './change-referral.ts'
import { checkLetter, type NewLetter } from './letter-files.ts'
import type { LetterFile, Referral } from './referral.ts'
import { demandReferrer } from './referrers.ts'
import { referralsStore } from './referrals-store.ts'
import { ensureAsSeen, type Seen } from './seen.ts'
import { focusOf } from './send-referral.ts'
import { ensureOfPatient } from './why-not-refer.ts'

/**
 * The whole set of letters that a referral is to have. e-RS takes off what is not named, so all that are there go along:
 * also those that somebody else attached.
 */
export const letterSet = behaviour('referrals.letterSet', (there: readonly NationalLetter[], added: readonly { url: string }[], removed: readonly string[]): { url: string; description?: string }[] => [
  ...there.filter(({ url }) => !removed.includes(url)).map(({ url, description }) => ({ url, ...(description !== undefined && { description }) })),
  ...added.filter(({ url }) => !there.some((letter) => letter.url === url)).map(({ url }) => ({ url })),
])

/** A file as it goes to e-RS: as it came, byte for byte. */
export const contentToSend = behaviour('referrals.contentToSend', (content: Uint8Array): Uint8Array => content)

/** Keeps a file with a referral, to be sent with it or after it. */
export function addLetter(work: Work, id: string, letter: NewLetter, shownPatient?: string): LetterFile {
  demandReferrer(work)
  const { services } = work
  const store = referralsStore(services)
  const referral = store.get(id)
  ensureOfPatient(referral, shownPatient)
  if (referral.status === 'cancelled') throw new Refusal('rule', [{ reason: 'cancelled', text: 'This referral has been cancelled. The file was not added.' }])
  checkLetter(letter)
  return services.database.transaction(() => {
    const file = store.addLetter(referral.id, letter)
    audited(work, { event: 'referral-letter-added', action: 'C', patientId: referral.patientId, subject: focusOf(referral), detail: { name: file.name, size: file.size } })
    return file
  })
}

/** Files that are kept here and that e-RS does not have with the referral. */
export const waitingLetters = (letters: readonly LetterFile[], national: NationalReferral | undefined): LetterFile[] =>
  letters.filter(({ url }) => url === undefined || !national?.letters.some((letter) => letter.url === url))

/** Attaches what is waiting to a referral in e-RS, beside the letters it has. What could not be attached goes on waiting. */
export async function sendLetters(work: Work, seen: Seen, shownPatient?: string): Promise<Referral> {
  demandReferrer(work)
  const store = referralsStore(work.services)
  const referral = store.get(seen.id)
  ensureAsSeen(referral, seen)
  const waiting = () => waitingLetters(store.letters(seen.id), referral.national)
  if (waiting().length === 0) throw new Refusal('rule', [{ field: 'letter', reason: 'letter', text: 'There is no letter to be sent. Add one first.' }])
  try {
    const changed = await changeReferral(work, seen, {
      event: 'referral-letter-attached',
      ...(shownPatient !== undefined && { shownPatient }),
      make: async (current, version) => {
        await uploadAll(work, current, waiting())
        const added = waiting().flatMap(({ url }) => (url === undefined ? [] : [{ url }]))
        return work.services.ers.maintainLetters(work, version, letterSet(current.national.letters, added, []))
      },
      isMade: (national) => waitingLetters(store.letters(seen.id), national).length === 0,
      detail: { names: waiting().map(({ name }) => name) },
    })
    closeTasks(work, changed)
    return changed
  } catch (error) {
    if (error instanceof Refusal) afterLetterFailure(work, referral)
    throw error
  }
}

/** Takes a letter off a referral in e-RS. The others stay. */
export async function removeLetter(work: Work, seen: Seen, url: string): Promise<Referral> {
  return changeReferral(work, seen, {
    event: 'referral-letter-removed',
    make: ({ national }, version) => {
      const left = letterSet(national.letters, [], [url])
      if (left.length === 0) throw new Refusal('rule', [{ reason: 'letter', text: 'e-RS keeps at least one letter. Attach another before you take the last one off.' }])
      return work.services.ers.maintainLetters(work, version, left)
    },
    isMade: ({ letters }) => !letters.some((letter) => letter.url === url),
    keep: (same) => {
      const store = referralsStore(work.services)
      for (const letter of store.letters(seen.id)) if (letter.url === url) store.removeLetter(letter.id)
      return same
    },
    detail: { url },
  })
}

async function uploadAll(work: Work, { ubrn }: SentReferral, waiting: readonly LetterFile[]): Promise<void> {
  const store = referralsStore(work.services)
  for (const { id, name, mediaType, url } of waiting) {
    if (url !== undefined) continue
    store.letterStored(id, await work.services.ers.upload(work, { name, mediaType, content: contentToSend(store.letterContent(id)) }, ubrn))
  }
}

const NOT_SENT = 'referral-letter-not-sent'

/** What happens to a letter that did not reach e-RS: it stays with the referral, and somebody is reminded of it. */
export const afterLetterFailure = behaviour('referrals.afterLetterFailure', ({ services }: Work, referral: Referral): void => {
  services.tasks.raise({ code: NOT_SENT, patientId: referral.patientId, focus: focusOf(referral), text: 'A referral letter has not reached e-RS. It is kept with the referral: open it and send the letter again.' })
})

function closeTasks({ services, session }: Work, referral: Referral): void {
  for (const task of services.tasks.list({ status: 'requested', code: NOT_SENT, patientId: referral.patientId })) {
    if (task.focus === focusOf(referral)) services.tasks.close(task.id, 'completed', session.user.name)
  }
}

/** The letter for the patient, with booking reference and password. */
export async function patientLetter(work: Work, id: string): Promise<{ name: string; content: Uint8Array }> {
  demandReferrer(work)
  const referral = referralsStore(work.services).get(id)
  if (referral.status !== 'sent' || referral.ubrn === undefined) throw new Refusal('rule', [{ reason: 'not-sent', text: 'There is a letter for the patient once the referral is in e-RS.' }])
  const content = await letterFor(work, referral.ubrn)
  audited(work, { event: 'patient-letter-made', action: 'R', patientId: referral.patientId, subject: focusOf(referral) })
  return { name: `${referral.ubrn}.pdf`, content }
}

/** e-RS's own letter: it alone has the password. */
export const letterFor = behaviour('referrals.letterFor', (work: Work, ubrn: string): Promise<Uint8Array> => work.services.ers.patientLetter(work, ubrn))
