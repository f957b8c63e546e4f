import codes from '../codes.json' with { type: 'json' }
import { changesOf } from '../patch/changes.ts'
import type { Extension } from '../patient.ts'
import { forbid, invalidate, invalidValue, missingValue, type BusinessRule } from './context.ts'

/** Names of the ISO 639-1 languages; nothing for a code that is none. */
const LANGUAGES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })

/** Codes of UKCore-HumanLanguage beyond ISO 639-1, for sign languages and the like. */
const OTHER_LANGUAGE = /^q[1-5]$/

function isLanguage(code: string): boolean {
  return OTHER_LANGUAGE.test(code) || (/^[a-z]{2}$/.test(code) && LANGUAGES.of(code) !== undefined)
}

const part = (extension: Extension, url: string): Extension | undefined => extension.extension?.find((item) => item.url === url)

/** Preferred language: not English, and a code of the list; whether an interpreter is needed cannot be taken back. */
export const communication: BusinessRule = ({ changes }) => {
  const section = 'Communication'
  const { added, replaced, after } = changesOf(changes.extension, codes.extensions.communication)
  if (added.length > 0 && after.length > 1) forbid('multiple communications cannot be added', section, 'second-communication')
  for (const { before, item } of replaced) {
    if (part(before, 'interpreterRequired') && !part(item, 'interpreterRequired')) invalidate('interpreterRequired cannot be removed', section, 'interpreter-removed')
  }
  for (const { item, index } of [...added, ...replaced]) {
    const code = part(item, 'language')?.valueCodeableConcept?.coding[0]?.code
    if (code !== undefined && (code === 'en' || !isLanguage(code))) {
      invalidValue(code, `extension/${index}/extension/0/valueCodeableConcept/coding/0/code`, section, 'language-not-accepted')
    }
  }
}

/** One contact preference; a time needs a method. */
export const contactPreference: BusinessRule = ({ changes }) => {
  const section = 'Contact preferences'
  const { added, replaced, after } = changesOf(changes.extension, codes.extensions.contactPreference)
  if (added.length > 0 && after.length > 1) forbid('multiple contact preferences cannot be added', section, 'second-contact-preference')
  for (const { item, index } of [...added, ...replaced]) {
    if (part(item, 'PreferredContactTimes') && !part(item, 'PreferredContactMethod')) {
      missingValue(`extension/${index}/extension/PreferredContactMethod`, section, 'contact-time-without-method')
    }
  }
}
