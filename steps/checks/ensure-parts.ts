import type { PartView } from '../../candidate/port/documents.ts'
import type { Letter } from '../support/letters.ts'
import type { Part } from '../support/parts.ts'
import { check, finding, type Found } from './check.ts'

const brief = (parts: readonly PartView[]) => parts.map(({ kind, display, state, value }) => ({ kind, display, state, value }))

/** What is wrong with how a part is shown: code, figures and words, date, batch, whose it is. */
export function partFindings(letter: Letter, part: Part, shown: PartView): Found[] {
  const [code, display] = part.code
  return [
    part.kind !== 'other' && shown.code !== code && finding(`${display} has another code`, { expected: code, seen: shown.code ?? 'none' }),
    ...part.shows.map((figure) => !shown.value?.includes(figure) && finding(`${display} lacks something`, { expected: figure, seen: shown.value ?? 'nothing' })),
    part.kind !== 'other' && !shown.date?.startsWith(part.date) && finding(`${display} has another date`, { expected: part.date, seen: shown.date ?? 'none' }),
    shown.batch !== part.batch && finding(`${display} has another batch`, { expected: part.batch, seen: shown.batch ?? 'none' }),
    shown.done === (part.notDone === true) && finding(`${display} is said to have been ${shown.done ? 'done' : 'left undone'}`, { expected: part.notDone ? 'not done' : 'done', seen: shown.done ? 'done' : 'not done' }),
    shown.from !== letter.sender.odsCode && finding(`${display} is somebody else’s`, { expected: letter.sender.odsCode, seen: shown.from ?? 'nobody’s' }),
    !shown.by?.includes('Castellan') && finding(`it is not said who did it: ${display}`, { expected: 'Castellan', seen: shown.by ?? 'nobody' }),
  ]
}

/** Everything that a document says in codes waits for a clinician, once and as it was sent; and nothing that does not hold. */
export const ensurePartsProposed = check('what the document says in codes is put before a clinician', (_sight, { letter, found }: { letter: Letter; found: readonly PartView[] }) => {
  const expected = letter.parts.filter(({ inError }) => !inError)
  const proposed = found.filter(({ state }) => state !== 'replaced')
  if (proposed.length !== expected.length) return finding('more or less than was sent', { expected: expected.map(({ code }) => code[1]), seen: brief(proposed) })
  return expected.flatMap((part): Found[] => {
    const shown = proposed.find(({ kind, code }) => kind === part.kind && (kind === 'other' || code === part.code[0]))
    if (!shown) return [finding(`${part.code[1]} is not there`, { expected: part.code[0], seen: brief(proposed) })]
    return [shown.state !== 'proposed' && finding(`${part.code[1]} is not waiting for a clinician`, { expected: 'proposed', seen: shown.state }), ...partFindings(letter, part, shown)]
  })
})

/** One part stands as it should, and still says whose it is. */
export const ensurePart = check('the part stands as it should', (_sight, { letter, found, kind, state }: { letter: Letter; found: readonly PartView[]; kind: Part['kind']; state: string }) => {
  const part = letter.parts.find((each) => each.kind === kind)!
  const shown = found.find((each) => each.kind === kind)
  if (!shown) return finding('it is not shown', { expected: part.code[1], seen: brief(found) })
  return [shown.state !== state && finding('it stands otherwise', { expected: state, seen: shown.state }), ...partFindings(letter, part, shown)]
})

/** Nothing from the document is part of the record. */
export const ensureNothingTakenOver = check('nothing from the document is part of the record', (_sight, { found }: { found: readonly PartView[] }) =>
  found.filter(({ state }) => state === 'filed').map(({ display }) => finding('something is', { expected: 'nothing', seen: display })),
)

/** Nothing from the document is shown with this patient at all. */
export const ensureNoParts = check('nothing from the document is shown with the patient', (_sight, { found }: { found: readonly PartView[] }) =>
  found.map(({ display }) => finding('something is', { expected: 'nothing', seen: display })),
)

/** What the replaced document said is marked as replaced, so that nobody takes it over beside the correction. */
export const ensurePartsReplaced = check('what the first document said is shown as replaced', (_sight, { old, found }: { old: Letter; found: readonly PartView[] }) =>
  old.parts.map(({ kind, code }) => !found.some((each) => each.kind === kind && each.code === code[0] && each.state === 'replaced') && finding(`${code[1]} is not`, { expected: 'replaced', seen: brief(found) })),
)

/** Something that the system has no place for is named all the same. */
export const ensureMoreIsShown = check('it is shown that there is more', (_sight, { found, names }: { found: readonly PartView[]; names: RegExp }) =>
  !found.some(({ kind, display }) => kind === 'other' && names.test(display)) && finding('it is not', { expected: `something like ${names.source}`, seen: brief(found) }),
)
