import { redactText } from '../../reports/pack/redact.ts'

/** A letter of some megabytes in an XML message and in JSON, with a password behind it: what is left of each is told by `redact-large.test.ts`. */
const letter = 'QUJD'.repeat(1_200_000)
for (const text of [
  `<note title="a &quot;b&quot;">${letter}</note><password>swordfish-4711</password>`,
  `{"valueBase64Binary":"${letter}","data":"eyJ${letter}","password":"swordfish-4711"}`,
]) {
  const clean = redactText(text)
  process.stdout.write(`${clean.includes(letter) ? 'kept' : 'lost'} ${clean.includes('swordfish') ? 'told' : 'redacted'}\n`)
}
