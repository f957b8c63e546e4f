import type { AssayWorld } from '../world.ts'
import { KINDS, messageOf, writeLetter, type Letter } from './letters.ts'

/** The letter that the scenario is about. */
export function letterOf(world: AssayWorld): Letter {
  const letter = world.notes.get('letter')
  if (!letter) throw new Error('Failed to find the letter: no step before this one wrote any.')
  return letter as Letter
}

/** Writes a letter about somebody, as their national record has them. */
export function writeLetterAbout(world: AssayWorld, kind: string, name: string, change: Partial<Letter> = {}): Letter {
  const { nhsNumber, national } = world.named(name)
  const { given, family, birthDate, gender } = national
  const letter = { ...writeLetter(KINDS[kind]!, { nhsNumber, given, family, birthDate, gender }, `Reference ${world.make.word('letter')}.`), ...change }
  world.notes.set('letter', letter)
  return letter
}

/** Puts a letter into the practice's mailbox. */
export async function postLetter(world: AssayWorld, letter: Letter, how: { chunks?: number; gzip?: boolean } = {}): Promise<void> {
  const { workflowId } = letter.kind
  const to = await world.hub.outside.mesh.mailboxOf({ odsCode: world.practice, workflowId })
  const messageId = await world.hub.outside.mesh.deliver({
    from: letter.sender.mailbox,
    to,
    workflowId,
    text: messageOf(letter),
    subject: `${letter.kind.title} for ${letter.about.given} ${letter.about.family}`,
    localId: letter.sender.odsCode,
    about: letter.about.nhsNumber,
    references: [letter.headerId, letter.bundleId, letter.documentId],
    ...how,
  })
  world.notes.set('letter message', messageId)
}
