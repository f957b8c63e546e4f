import type { HumanName } from '../patient.ts'
import { reject } from '../errors.ts'
import type { ListChanges } from '../patch/changes.ts'
import { forbid, invalidValue, type BusinessRule } from './context.ts'

const SECTION = 'Name'

/** The characters of the published table: letters with and without accents, numbers, apostrophe, hyphen, space, full stop. */
const ALLOWED = /^[A-Za-z0-9'\-. \u00C0-\u00D6\u00D8-\u00F6\u00F8-\u017F]*$/

/** The usual name is one and stays; one nickname at most; the use of a name does not change; only certain characters. */
export const names: BusinessRule = ({ changes }) => {
  const { added, replaced, removed, after } = changes.name as unknown as ListChanges<HumanName>
  for (const use of ['usual', 'nickname']) {
    const more = added.find(({ item }) => item.use === use)
    if (more && after.filter((name) => name.use === use).length > 1) forbid(`multiple ${use} names cannot be added`, SECTION, `second-${use}-name`, `/name/${more.index}`)
  }
  if (removed.some(({ use }) => use === 'usual')) forbid('not permitted to remove usual name', SECTION, 'usual-name-removed')
  for (const { before, item, index } of replaced) {
    if (before.use !== item.use) forbid(`not permitted to change name use from '${before.use}' to '${item.use}'`, SECTION, 'name-use-changed', `/name/${index}/use`)
  }
  for (const { item, index } of [...added, ...replaced]) checkCharacters(item, `name/${index}`)
}

/** The parts of a name hold allowed characters only, and a suffix begins with a capital. */
export function checkCharacters(name: HumanName, field: string): void {
  const parts: [string, string | undefined][] = [
    [`${field}/family`, name.family],
    ...lists(field, 'prefix', name.prefix),
    ...lists(field, 'given', name.given),
    ...lists(field, 'suffix', name.suffix),
  ]
  for (const [path, text] of parts) {
    if (text !== undefined && !ALLOWED.test(text)) {
      reject('UNSUPPORTED_CHARACTERS_IN_FIELD', `Unsupported characters in field - '${path}'`, {
        rule: 'unsupported-characters',
        clause: 'PDS FHIR API: update-patient, Name',
        pointer: `/${path}`,
      })
    }
  }
  for (const [at, suffix] of (name.suffix ?? []).entries()) {
    if (suffix !== '' && !/^[A-Z]/.test(suffix)) invalidValue(suffix, `${field}/suffix/${at}`, SECTION, 'suffix-without-capital')
  }
}

function lists(field: string, part: string, texts: string[] | undefined): [string, string][] {
  return (texts ?? []).map((text, at) => [`${field}/${part}/${at}`, text])
}
